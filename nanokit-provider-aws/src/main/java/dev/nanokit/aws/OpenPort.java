package dev.nanokit.aws;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * One way into a security group: TCP on one port. Immutable.
 *
 * @param port the port
 * @param who id of a group whose members are let in, or a range of addresses
 */
record OpenPort(int port, String who) {

    private static final String TCP = "tcp";

    /**
     * Reads a field of a spec.
     *
     * @param field what follows {@link Foundations#FROM}: {@code 8080.balancer}
     * @param who the field's value
     * @param group id of the group that the spec is of
     * @return the way in
     */
    static OpenPort of(String field, String who, String group) {
        int dot = field.indexOf('.');
        int port = Integer.parseInt(dot < 0 ? field : field.substring(0, dot));
        return new OpenPort(port, who.equals(Foundations.ITSELF) ? group : who);
    }

    /** {@return the same as AWS has it; empty for a rule of any other form} */
    static Optional<OpenPort> of(SecurityGroupRule rule) {
        Integer from = rule.fromPort();
        String group = rule.referencedGroupInfo() == null
                ? null
                : rule.referencedGroupInfo().groupId();
        String who = group == null ? rule.cidrIpv4() : group;
        boolean isOurForm = TCP.equals(rule.ipProtocol()) && who != null && from != null && from.equals(rule.toPort());
        return isOurForm ? Optional.of(new OpenPort(from, who)) : Optional.empty();
    }

    IpPermission permission() {
        IpPermission.Builder permission =
                IpPermission.builder().ipProtocol(TCP).fromPort(port).toPort(port);
        return who.startsWith("sg-")
                ? permission
                        .userIdGroupPairs(UserIdGroupPair.builder().groupId(who).build())
                        .build()
                : permission.ipRanges(IpRange.builder().cidrIp(who).build()).build();
    }
}
