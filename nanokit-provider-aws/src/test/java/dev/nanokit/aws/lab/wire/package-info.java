/** How AWS is spoken to: requests and answers of its five protocols as trees. Knows no rule and no machine. */
package dev.nanokit.aws.lab.wire;
