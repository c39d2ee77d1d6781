using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Answers with policies, each with its ETag.</summary>
internal static class PolicyAnswer
{
    public static ConditionalContent Of(PolicyRow policy, RequestPreconditions preconditions) => new(
        "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(PolicyResource.Of(policy), Json.Wire), PolicyTag.Of(policy)!, preconditions);

    public static Results<Created<PolicyResource>, Refusal> Created(PolicyDb set, SavedPolicy saved, HttpResponse response) =>
        saved.Row is { } row ? Created(set, row, response) : saved.Refusal!;

    public static Results<Ok<PolicyResource>, Created<PolicyResource>, Refusal> Put(PolicyDb set, SavedPolicy saved, HttpResponse response)
    {
        if (saved.Row is not { } row)
        {
            return saved.Refusal!;
        }

        if (saved.IsNew)
        {
            return Created(set, row, response);
        }

        response.Headers.ETag = PolicyTag.Of(row)!.Tag.ToString();
        return TypedResults.Ok(PolicyResource.Of(row));
    }

    private static Created<PolicyResource> Created(PolicyDb set, PolicyRow row, HttpResponse response)
    {
        response.Headers.ETag = PolicyTag.Of(row)!.Tag.ToString();
        return TypedResults.Created($"{set.Path}/{row.Name}", PolicyResource.Of(row));
    }
}
