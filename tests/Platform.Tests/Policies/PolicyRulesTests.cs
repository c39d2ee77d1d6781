using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Tests.Policies;

public sealed class PolicyRulesTests
{
    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_by_its_place() => Assert.Equal(
    [
        "actions[0]", "conditions.attributes[0].key", "conditions.attributes[0].operator", "conditions.attributes[1].value", "conditions.ip.allowed_ips[0]", "conditions.ip.in_cidrs[1]",
        "conditions.ip.not_in_cidrs", "conditions.time.after", "conditions.time.time_zone", "conditions.time.weekdays", "description", "effect", "mode", "name", "principals", "priority", "resources[1]", "resources[2]", "tags[0]",
    ], Given.Faults(new Policy("no name", new string('x', 501), "permit", 1001, [], ["method:*", "chat", "method:*"], [" "],
        new(new("24:00", "6:00", [8], "Mars/Base"), new(["10.0.0.0/8", "10.0.0.1/8"], [], ["010.0.0.1"]), [new("", "like"), new("a", "gt", Given.Json("\"1\""))]), Mode: "off", Tags: [""]))
        .Where(static place => place != "conditions.time.before").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0/8")]
    [InlineData("0x0a.0.0.0/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("2001:db8::/129")]
    [InlineData("[2001:db8::]/32")]
    [InlineData("2001:db8::%1/32")]
    [InlineData("2001:db8::1/32")]
    [InlineData("")]
    [InlineData("any")]
    public void What_is_no_network_is_refused(string text) =>
        Assert.Equal(["conditions.ip.in_cidrs[0]"], Given.Faults(Given.Policy("p", conditions: new(Ip: new([text])))));

    [Fact]
    public void A_window_needs_a_length_and_something_to_say()
    {
        Assert.Equal(["conditions.time.before"], Given.Faults(Given.Policy("p", conditions: new(new("22:00", "22:00")))));
        Assert.Equal(["conditions.time"], Given.Faults(Given.Policy("p", conditions: new(new(TimeZone: "UTC")))));
        Assert.Equal(["conditions.ip"], Given.Faults(Given.Policy("p", conditions: new(Ip: new()))));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("user:*", true)]
    [InlineData("user:", false)]
    [InlineData("us*", false)]
    [InlineData("group:a", false)]
    [InlineData("user:a b", false)]
    [InlineData("user:*********", false)]
    public void A_principal_is_of_a_known_kind(string principal, bool isOne) => Assert.Equal(isOne ? [] : ["principals[0]"], Given.Faults(Given.Policy("p", principal: principal)));

    [Fact]
    public void The_policies_that_come_with_the_suite_let_each_role_do_what_it_is_offered_and_nobody_else()
    {
        var set = PolicySet.Compile([], []);

        Assert.Null(DefaultPolicies.Fault);
        foreach (var resource in new[] { "method:chat.send", "tool:web_fetch", "model:any", "report:daily" })
        {
            Assert.All(["user", "tenant_admin", "operator"], role => Assert.True(set.Decide(Given.Request(resource, role: role)).Allowed));
            Assert.False(set.Decide(Given.Request(resource, role: "gateway")).Allowed);
        }

        Assert.False(set.Decide(Given.Request("secret:x")).Allowed);
        Assert.False(set.Decide(Given.Request() with { Action = "erase" }).Allowed);
        Assert.False(PolicySet.Compile([], [Given.Policy("none", "deny", -1000)]).Decide(Given.Request()).Allowed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""[{"name":"all","effect":"allow","priority":-10001,"principals":["*"],"resources":["nothing known"],"actions":["*"]}]""")]
    [InlineData("""[{"name":"all","effect":"allow","priority":0,"principals":["*"],"resources":["*"],"actions":["*"]}]""")]
    public void Without_a_file_that_can_be_read_nothing_is_allowed(string? file)
    {
        var (layer, fault) = DefaultPolicies.Read(file is null ? null : new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)));

        Assert.NotNull(fault);
        Assert.False(new PolicySet(layer).Decide(Given.Request()).Allowed);
    }
}
