using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Tests.Policies;

/// <summary>What is denied whenever and from wherever it is asked for.</summary>
public sealed class LastingDenialTests
{
    [Fact]
    public void A_denial_without_conditions_lasts_and_one_that_something_goes_before_does_not()
    {
        Assert.Equal("no", Denier(Deny()));
        Assert.Null(Denier(Given.Policy("other", "deny", resource: "tool:*")));
        Assert.Null(Denier(Deny(), Given.Policy("yes", priority: 1)));
        Assert.Equal("no", Denier(Deny(), Given.Policy("yes")));
        Assert.Null(Denier(Deny() with { Enabled = false }));
        Assert.Null(Denier(Deny() with { Mode = "shadow" }));
        Assert.Equal("no", Denier(Deny(), Given.Policy("yes", priority: 1) with { Mode = "shadow" }));
        Assert.Equal("no", Denier(Deny(), Given.Policy("yes", priority: 1, principal: "user:bob")));
    }

    [Theory]
    [InlineData("""{"time":{"after":"09:00","before":"17:00"}}""", false)]
    [InlineData("""{"time":{"weekdays":[1,2,3,4,5,6]}}""", false)]
    [InlineData("""{"time":{"weekdays":[7,6,5,4,3,2,1]}}""", true)]
    [InlineData("""{"time":{"after":"00:00"}}""", true)]
    [InlineData("""{"time":{"after":"00:01"}}""", false)]
    [InlineData("""{"ip":{"in_cidrs":["10.0.0.0/8"]}}""", false)]
    [InlineData("""{"ip":{"in_cidrs":["0.0.0.0/0"]}}""", false)]
    [InlineData("""{"ip":{"in_cidrs":["::/0","0.0.0.0/0"]}}""", true)]
    [InlineData("""{"ip":{"in_cidrs":["::/0","0.0.0.0/0"],"not_in_cidrs":["10.0.0.0/8"]}}""", false)]
    [InlineData("""{"ip":{"not_in_cidrs":["::/0","0.0.0.0/0"]}}""", false)]
    [InlineData("""{"attributes":[{"key":"tenant.tier","operator":"eq","value":"basic"}]}""", true)]
    [InlineData("""{"attributes":[{"key":"tenant.tier","operator":"ne","value":"basic"}]}""", false)]
    [InlineData("""{"attributes":[{"key":"user.level","operator":"exists"}]}""", false)]
    [InlineData("""{"attributes":[{"key":"request.content_length","operator":"gte","value":0}]}""", false)]
    [InlineData("""{"attributes":[{"key":"work.origin","operator":"eq","value":"request"}],"time":{"after":"09:00"}}""", false)]
    public void A_denial_with_conditions_lasts_where_they_hold_whatever_comes(string conditions, bool lasts)
    {
        var parsed = System.Text.Json.JsonSerializer.Deserialize<PolicyConditions>(conditions, Platform.Core.Wire.Json.Wire);

        Assert.Equal(lasts ? "no" : null, Denier(Deny() with { Conditions = parsed }));
        // Who may at some time is not shut out.
        Assert.Equal(conditions.Contains("not_in_cidrs\":[\"::", StringComparison.Ordinal) || (!lasts && conditions.Contains("\"ne\"", StringComparison.Ordinal)) || conditions.Contains("user.", StringComparison.Ordinal) ? "no" : null,
            Denier(Deny(), Given.Policy("yes", priority: 1, conditions: parsed)));
    }

    private static Policy Deny() => Given.Policy("no", "deny");

    private static string? Denier(params Policy[] policies) => Given.Set(policies).FindLastingDenial(Given.Request() with
    {
        Told = new RequestFacts("GET", RequestDoor.Http, WorkOrigin.Request),
        Attributes = new AttributeMap(new Dictionary<string, AttributeValue> { ["tenant.tier"] = AttributeValue.Of("basic") }),
    })?.Name;
}
