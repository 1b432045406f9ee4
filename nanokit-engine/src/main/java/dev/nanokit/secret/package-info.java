/**
 * Where secrets of a file come from: {@link dev.nanokit.secret.SecretSource} is the interface, {@link
 * dev.nanokit.secret.VaultSecrets} one for HashiCorp Vault.
 */
@NullMarked
package dev.nanokit.secret;

import org.jspecify.annotations.NullMarked;
