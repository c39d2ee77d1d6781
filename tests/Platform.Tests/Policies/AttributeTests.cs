using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Policies.Rules;

namespace Nanobot.Platform.Tests.Policies;

/// <summary>What is known of a request as attributes, and what own ones must be.</summary>
public sealed class AttributeTests
{
    [Theory]
    [InlineData("operation", "\"chat.send\"", true)]
    [InlineData("request.method", "\"POST\"", true)]
    [InlineData("request.door", "\"sse\"", true)]
    [InlineData("request.door", "\"http\"", false)]
    [InlineData("request.content_length", "17", true)]
    [InlineData("request.content_length", "\"17\"", false)]
    [InlineData("work.origin", "\"request\"", true)]
    [InlineData("tool.name", "\"chat.send\"", false)]
    [InlineData("model.name", "\"chat.send\"", false)]
    [InlineData("model.provider", "\"offline\"", false)]
    [InlineData("Operation", "\"chat.send\"", false)]
    [InlineData("tenant.tier", "\"free\"", false)]
    public void A_request_says_of_itself_what_is_known_of_it_and_no_more(string key, string value, bool holds)
    {
        var request = Given.Request() with { Told = new RequestFacts("POST", RequestDoor.Sse, WorkOrigin.Request, 17) };

        Assert.Equal(holds, Given.Holds(Equal(key, value), request));
        // Not to be equal to it is no help to what is not known.
        Assert.Equal(request.Told.TryGet(key, request.Resource, out _) && !holds, Given.Holds(new(Attributes: [new(key, "ne", Given.Json(value))]), request));
    }

    [Theory]
    [InlineData("tool:clock", "tool.name", "clock")]
    [InlineData("model:large-1", "model.name", "large-1")]
    [InlineData("report:weekly", "report.type", "weekly")]
    public void What_is_used_is_an_attribute_by_its_name(string resource, string key, string value) =>
        Assert.True(Given.Holds(Equal(key, $"\"{value}\""), Given.Request(resource)));

    [Fact]
    public void A_body_of_unknown_length_satisfies_no_condition_on_it()
    {
        var request = Given.Request() with { Told = new RequestFacts("POST") };

        Assert.False(Given.Holds(new(Attributes: [new("request.content_length", "lt", Given.Json("1000"))]), request));
        Assert.False(Given.Holds(new(Attributes: [new("request.content_length", "exists")]), request));
    }

    [Fact]
    public void What_is_given_counts_before_what_a_request_says_of_itself()
    {
        var given = new AttributeMap(new Dictionary<string, AttributeValue> { ["request.door"] = AttributeValue.Of("rpc") });

        Assert.True(Given.Holds(Equal("request.door", "\"rpc\""), Given.Request() with { Told = new RequestFacts("POST", RequestDoor.Http), Attributes = given }));
    }

    [Fact]
    public void A_set_says_whose_attributes_it_asks_for_and_one_that_is_not_enabled_asks_for_none()
    {
        var (user, key) = (Given.Policy("user", conditions: Equal("user.a", "1")), Given.Policy("key", conditions: Equal("key.a", "1")));

        Assert.Equal(AttributeGroups.None, Given.Set(Given.Policy("plain")).Asks);
        Assert.Equal(AttributeGroups.User | AttributeGroups.Tenant, Given.Set(user, Given.Policy("tenant", conditions: Equal("tenant.tier", "1")), key with { Enabled = false }).Asks);
        Assert.Equal(AttributeGroups.Request, Given.Set(Given.Policy("plain", conditions: Equal("users.a", "1"))).Asks);
        Assert.Equal(AttributeGroups.Key, Given.Set(key with { Mode = "shadow" }).Asks);
    }

    [Fact]
    public void Everything_that_is_wrong_with_own_attributes_is_told_at_once_by_its_place()
    {
        var faults = new List<string>();
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>($$"""
            {"good":"x","also.good_1":-0.5,"yes":true,"empty":"","tier":"gold","1st":"x","":1,"a b":{"deep":[1]},"list":[1],"none":null,"huge":1e400,"long":"{{new string('x', 201)}}",
             "control":"a\u0001","half":"\ud800","many":0.{{new string('1', 60)}}}
            """)!;

        OwnAttributeRules.Check(given, "attributes", OwnAttributeRules.OfTenants, (place, _) => faults.Add(place));

        Assert.Equal(
            ["attributes.tier", "attributes.1st", "attributes.", "attributes.a b", "attributes.a b", "attributes.list", "attributes.none", "attributes.huge", "attributes.long", "attributes.control", "attributes.half", "attributes.many"],
            faults);
    }

    [Fact]
    public void More_own_attributes_than_32_are_refused()
    {
        var faults = new List<string>();
        OwnAttributeRules.Check(Enumerable.Range(0, 33).ToDictionary(static i => $"a{i}", static _ => Given.Json("1")), "attributes", [], (place, _) => faults.Add(place));

        Assert.Equal(["attributes"], faults);
    }

    [Fact]
    public void Every_fault_of_a_condition_on_attributes_is_told_by_its_place() => Assert.Equal(
    [
        "conditions.attributes[0].key", "conditions.attributes[0].operator", "conditions.attributes[1].value", "conditions.attributes[2].value[1]", "conditions.attributes[2].value[2]",
        "conditions.attributes[2].value[4]", "conditions.attributes[3].value", "conditions.attributes[4].value", "conditions.attributes[5].value", "conditions.attributes[6].value", "conditions.attributes[7].value",
    ], Given.Faults(Given.Policy("p", conditions: new(Attributes:
    [
        null!,
        new("a", "gt", Given.Json("\"7\"")),
        new("a", "in", Given.Json("""["x",{"deep":[1]},null,1,1e400]""")),
        new("a", "not_in", Given.Json("[]")),
        new("a", "eq", Given.Json("1e400")),
        new("a", "eq", Given.Json("[[[[1]]]]")),
        new("a", "exists", Given.Json("false")),
        new("a", "contains", null),
    ]))));

    private static PolicyConditions Equal(string key, string value) => new(Attributes: [new(key, "eq", Given.Json(value))]);
}
