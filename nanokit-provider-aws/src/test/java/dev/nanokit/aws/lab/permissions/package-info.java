/** What the provider must be allowed in an account: the table, the policies made of it, and the station that refuses all else. */
package dev.nanokit.aws.lab.permissions;
