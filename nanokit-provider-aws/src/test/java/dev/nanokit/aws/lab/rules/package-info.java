/** What AWS refuses and moto accepts, one rule at a time, with the page of AWS that says so. */
package dev.nanokit.aws.lab.rules;
