using System.Net;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Tests.Policies;

/// <summary>Policies and requests from few words, so that they meet.</summary>
internal static class RandomPolicies
{
    private static readonly string[] Principals = ["*", "tenant:acme", "tenant:a*", "user:ada", "user:*da", "user:*", "role:user", "role:*", "key:k1", "key:*1*", "user:bob", "role:operator", "tenant:*m*"];
    private static readonly string[] Resources = ["*", "method:*", "method:chat.send", "method:chat.*", "*.list", "method:*s.l*", "tool:*", "tool:web_*", "tool:web_fetch", "*web*", "method:reports.list", "*e*t*", "model:*", "model:m", "report:*", "report:daily", "*:*a*"];
    private static readonly string[] Actions = ["*", "execute", "exec*", "read", "*e"];
    private static readonly string[] Networks = ["10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/24", "2001:db8::/32", "0.0.0.0/0"];
    private static readonly string[] Addresses = ["10.1.2.3", "10.2.2.3", "::ffff:10.1.9.9", "192.0.2.77", "2001:db8::9", "203.0.113.1"];
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"];

    public static List<Policy> Make(Random random, int count, int priorities) =>
    [
        .. Enumerable.Range(0, count).Select(i => new Policy($"p{i}-{priorities}", Effect: random.Next(2) == 0 ? "allow" : "deny", Priority: random.Next(-priorities, priorities + 1),
            Principals: Some(random, Principals), Resources: Some(random, Resources), Actions: Some(random, Actions), Conditions: random.Next(3) == 0 ? Conditions(random) : null,
            Enabled: random.Next(8) != 0, Mode: random.Next(6) == 0 ? "shadow" : null)),
    ];

    public static PolicyRequest Request(Random random) => new(random.Next(5) == 0 ? "operator" : "user", Pick(random, ["method:chat.send", "method:reports.list", "tool:web_fetch", "tool:x", "model:m", "report:daily", "report:weekly"]),
        random.Next(4) == 0 ? "read" : "execute", new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(20 * 24 * 60)))
    {
        TenantId = random.Next(3) == 0 ? "other" : "acme",
        UserId = Pick(random, ["ada", "bob", null!]),
        KeyId = random.Next(3) == 0 ? "k1" : null,
        Address = random.Next(4) == 0 ? null : IPAddress.Parse(Pick(random, Addresses)),
        Told = new RequestFacts("POST", Pick(random, [RequestDoor.Http, RequestDoor.Rpc, null!])),
        Attributes = random.Next(3) == 0 ? null : new AttributeMap(new Dictionary<string, AttributeValue> { ["tenant.tier"] = AttributeValue.Of(random.Next(2) == 0 ? "free" : "basic") }),
    };

    private static PolicyConditions Conditions(Random random)
    {
        var (after, before) = (random.Next(24), random.Next(24));
        return new(
            random.Next(2) == 0 ? null : new($"{after:00}:00", $"{before:00}:30", [.. Enumerable.Range(1, 7).Where(_ => random.Next(3) != 0).DefaultIfEmpty(1)], Pick(random, Zones)),
            random.Next(2) == 0 ? null : new(Some(random, Networks)),
            random.Next(2) == 0 ? null : [Attribute(random)]);
    }

    private static AttributeCondition Attribute(Random random)
    {
        var (key, value) = Pick(random, [("tenant.tier", "free"), ("tenant.tier", "basic"), ("tenant.level", "high"), ("user.level", "high"), ("user.level", "low"), ("key.level", "low"), ("request.door", "rpc"), ("tool.name", "x")]);
        return new(key, "eq", Given.Json($"\"{value}\""));
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static List<string> Some(Random random, string[] from) => [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Pick(random, from)).Distinct()];
}
