using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Tests.Policies;

/// <summary>Which of several policies decides.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Without_a_policy_that_matches_everything_is_denied()
    {
        Assert.False(PolicySet.Empty.Decide(Given.Request()).Allowed);
        var decision = Given.Set(Given.Policy("other", resource: "tool:web_fetch")).Decide(Given.Request());

        Assert.Equal((false, "deny", null), (decision.Allowed, decision.Effect, decision.Matched?.Name));
        Assert.Equal("Denied: no policy matches.", decision.Reason);
    }

    [Fact]
    public void Of_one_priority_deny_beats_allow_and_a_higher_priority_beats_both()
    {
        var (allow, deny) = (Given.Policy("allow"), Given.Policy("deny", "deny"));

        Assert.Equal("deny", Given.Set(allow, deny).Decide(Given.Request()).Matched!.Name);
        Assert.Equal("above", Given.Set(allow, deny, Given.Policy("above", priority: 1)).Decide(Given.Request()).Matched!.Name);
        Assert.Equal("below-zero", Given.Set(Given.Policy("below-zero", priority: -1), Given.Policy("lower", "deny", -2)).Decide(Given.Request()).Matched!.Name);
    }

    [Fact]
    public void A_policy_that_is_not_enabled_does_not_count() =>
        Assert.True(Given.Set(Given.Policy("allow"), Given.Policy("deny", "deny", 9) with { Enabled = false }).Decide(Given.Request()).Allowed);

    [Fact]
    public void The_installation_overrules_a_tenant_by_its_priority_and_ties_with_it_without()
    {
        var tenant = new[] { Given.Policy("mine", priority: 1000) };

        Assert.False(PolicySet.Compile([Given.Policy("house", "deny", 1001)], tenant).Decide(Given.Request()).Allowed);
        Assert.True(PolicySet.Compile([Given.Policy("house", "deny", 999)], tenant).Decide(Given.Request()).Allowed);
        var tie = PolicySet.Compile([Given.Policy("house", priority: 1000)], tenant).Decide(Given.Request());
        Assert.Equal(("house", PolicyScope.Installation), (tie.Matched!.Name, tie.Matched.Scope));
        Assert.False(PolicySet.Compile([Given.Policy("house", priority: 1000)], [Given.Policy("mine", "deny", 1000)]).Decide(Given.Request()).Allowed);
    }

    [Fact]
    public void Principals_match_by_kind_and_a_missing_one_matches_nothing()
    {
        Assert.True(Given.Set(Given.Policy("p", principal: "user:a*")).Decide(Given.Request()).Allowed);
        Assert.False(Given.Set(Given.Policy("p", principal: "tenant:ada")).Decide(Given.Request()).Allowed);
        Assert.False(Given.Set(Given.Policy("p", principal: "user:*")).Decide(Given.Request(user: null)).Allowed);
        Assert.False(Given.Set(Given.Policy("p", principal: "key:*")).Decide(Given.Request()).Allowed);
        Assert.True(Given.Set(Given.Policy("p", principal: "key:k1")).Decide(Given.Request() with { KeyId = "k1" }).Allowed);
        Assert.False(Given.Set(Given.Policy("p", principal: "user:ada")).Decide(Given.Request(user: "Ada")).Allowed);
    }

    [Fact]
    public void A_policy_in_shadow_mode_is_told_and_changes_nothing()
    {
        var shadow = Given.Policy("later", "deny", 5) with { Mode = "shadow" };
        var decision = Given.Set(Given.Policy("now"), shadow).Decide(Given.Request());

        Assert.Equal((true, "now", "later"), (decision.Allowed, decision.Matched?.Name, decision.Shadow?.Name));
        Assert.Equal(new ShadowOutcome("deny", "later", "tenant"), decision.ToOutcome().Shadow);
        // Where an enforced one counts before it, it would not have decided.
        Assert.Null(Given.Set(Given.Policy("now", priority: 6), shadow).Decide(Given.Request()).Shadow);
        var alone = Given.Set(shadow with { Effect = "allow" }).Decide(Given.Request());
        Assert.Equal((false, "later"), (alone.Allowed, alone.Shadow?.Name));
    }

    [Fact]
    public void A_shadow_of_one_scope_is_told_only_where_no_other_scope_counts_before_it()
    {
        var shadow = Given.Policy("later", "deny", 5) with { Mode = "shadow" };

        Assert.Equal("later", PolicySet.Compile([Given.Policy("house", priority: 4)], [shadow]).Decide(Given.Request()).Shadow?.Name);
        Assert.Null(PolicySet.Compile([Given.Policy("house", "deny", 5)], [shadow]).Decide(Given.Request()).Shadow);
    }

    [Fact]
    public void An_explanation_says_of_each_policy_what_failed()
    {
        var explained = Given.Set(
            Given.Policy("hits", conditions: new(Ip: new(InCidrs: ["10.0.0.0/8"]))),
            Given.Policy("misses", "deny", 9, new(new TimeCondition("13:00"), new IpCondition(AllowedIps: ["192.0.2.1"]), [new("tier", "exists")]), "role:operator", "tool:*", "read"),
            Given.Policy("off") with { Enabled = false }).Explain(Given.Request(ip: "10.1.2.3"));

        Assert.Equal("hits", explained.Decision.Matched!.Name);
        Assert.Equal(["ip"], explained.Decision.ConditionsMet);
        Assert.Equal(
            [("hits", ""), ("misses", "principals resources actions conditions.time conditions.ip conditions.attributes[0]"), ("off", "enabled")],
            explained.Policies.Select(static one => (one.Policy.Name, string.Join(' ', one.Failed))));
    }

    [Fact]
    public void What_cannot_be_compiled_makes_no_set() =>
        Assert.Contains("effect", Assert.Throws<FormatException>(() => Given.Set(Given.Policy("good"), Given.Policy("bad", "permit"))).Message, StringComparison.Ordinal);
}
