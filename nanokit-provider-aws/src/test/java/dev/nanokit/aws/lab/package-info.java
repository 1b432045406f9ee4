/**
 * An AWS to test against: a proxy before moto that refuses what AWS refuses and plays what moto only records. Start reading
 * at {@link dev.nanokit.aws.lab.AwsLab}.
 */
package dev.nanokit.aws.lab;
