using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Policies.Rules;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Reads requests of which is asked what would be decided.</summary>
internal static class PolicyQuestions
{
    private const int MostAttributes = 50;
    private const int LongestKeyId = 100;

    /// <summary>Adds what is wrong with a question.</summary>
    public static void Check(PolicyQuestion question, string prefix, ValidationErrors errors)
    {
        errors.Length(question.Resource, $"{prefix}resource", 1, PolicyLimits.Pattern)
            .Require(question.Action is null or { Length: > 0 and <= PolicyLimits.Pattern }, $"{prefix}action", $"must be 1 to {PolicyLimits.Pattern} characters long")
            .Require(question.Role is null or TenantRole.User or TenantRole.TenantAdmin or TenantRole.Operator, $"{prefix}role",
                $"must be one of: {TenantRole.User}, {TenantRole.TenantAdmin}, {TenantRole.Operator}")
            .Require(question.KeyId is null or { Length: > 0 and <= LongestKeyId }, $"{prefix}key_id", $"must be 1 to {LongestKeyId} characters long")
            .Require(question.Ip is null || PolicyRules.IsAddress(question.Ip), $"{prefix}ip", PolicyRules.AddressForm)
            .Require(question.At is null || Rfc3339.Parse(question.At) is not null, $"{prefix}at", "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00+08:00")
            .Require(question.Attributes is null || question.Attributes.Count <= MostAttributes, $"{prefix}attributes", $"must have at most {MostAttributes} members");
        if (question.TenantId is not null)
        {
            errors.Require<TenantId>(question.TenantId, $"{prefix}tenant_id");
        }

        if (question.UserId is not null)
        {
            errors.Require<UserId>(question.UserId, $"{prefix}user_id");
        }

        foreach (var (key, value) in question.Attributes ?? new Dictionary<string, JsonElement>())
        {
            errors.Require(AttributeValue.Read(value) is not null, $"{prefix}attributes.{key}", "must be a text, a number or a truth value");
        }
    }

    /// <summary>The request that is meant, of a question with which nothing is wrong.</summary>
    public static PolicyRequest ToRequest(PolicyQuestion question, string? tenantId, string? timeZone, DateTimeOffset now) =>
        new(question.Role ?? TenantRole.User, question.Resource!, question.Action ?? PolicyRequest.Execute, question.At is null ? now : Rfc3339.Parse(question.At)!.Value)
        {
            TenantId = tenantId,
            UserId = question.UserId,
            KeyId = question.KeyId,
            Address = question.Ip is null ? null : IPAddress.Parse(question.Ip),
            Zone = ZoneName.TryParse(timeZone, out var zone) ? zone.Zone : null,
            Told = Tell(question.Resource!),
            Attributes = question.Attributes is null ? null : new AttributeMap(AttributeMap.Read(question.Attributes, "")),
        };

    // What can be told of a request by what it is for: what an operation or a tool is asked for by is always a request.
    private static RequestFacts Tell(string resource) => Operations.All.FirstOrDefault(operation => operation.Resource == resource) is { } operation
        ? new RequestFacts(operation.Verb, Origin: WorkOrigin.Request)
        : resource.StartsWith($"{ResourceKind.Tool}:", StringComparison.Ordinal) ? new RequestFacts(Origin: WorkOrigin.Request) : default;
}
