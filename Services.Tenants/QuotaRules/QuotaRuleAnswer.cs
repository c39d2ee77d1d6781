using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>Answers with rules, each with the ETag of what was put; whether it holds, and at which load, is not in that.</summary>
internal static class QuotaRuleAnswer
{
    /// <summary>By what a rule is told from what is put in its place; null where there is none.</summary>
    public static Validators? TagOf(string? tag) => tag is null ? null : new(new($"\"{tag}\""));

    public static Results<Ok<QuotaRuleResource>, Refusal> Of(QuotaRuleRow rule, RequestPreconditions preconditions, HttpResponse response) =>
        preconditions.AllowRead(TagOf(rule.Tag)!) ? TypedResults.Ok(Show(rule, response)) : Refusals.PreconditionFailed;

    public static Created<QuotaRuleResource> Created(string tenantId, QuotaRuleRow rule, HttpResponse response) =>
        TypedResults.Created($"/tenants/{tenantId}/quota-rules/{rule.Rule.Name}", Show(rule, response));

    public static QuotaRuleResource Show(QuotaRuleRow rule, HttpResponse response)
    {
        response.Headers.ETag = TagOf(rule.Tag)!.Tag.ToString();
        return QuotaRuleResource.Of(rule);
    }
}
