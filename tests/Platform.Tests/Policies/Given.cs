using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Rules;

namespace Nanobot.Platform.Tests.Policies;

/// <summary>Policies and requests of the tests.</summary>
internal static class Given
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static Policy Policy(string name, string effect = "allow", int priority = 0, PolicyConditions? conditions = null, string principal = "*", string resource = "*", string action = "*") =>
        new(name, Effect: effect, Priority: priority, Principals: [principal], Resources: [resource], Actions: [action], Conditions: conditions);

    public static PolicyRequest Request(string resource = "method:chat.send", string? user = "ada", string role = "user", string? ip = null, DateTimeOffset? at = null) =>
        new(role, resource, PolicyRequest.Execute, at ?? Noon) { TenantId = "acme", UserId = user, Address = ip is null ? null : IPAddress.Parse(ip) };

    public static PolicySet Set(params Policy[] policies) => new(PolicyLayer.Compile(PolicyScope.Tenant, policies));

    public static bool Holds(PolicyConditions conditions, PolicyRequest request) => Set(Policy("one", conditions: conditions)).Decide(request).Allowed;

    public static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    public static List<string> Faults(Policy policy)
    {
        var faults = new List<string>();
        PolicyRules.Check(policy, 1000, (place, _) => faults.Add(place));
        return faults;
    }
}
