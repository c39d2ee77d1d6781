using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>Answers with amounts, each with its ETag: that of all that is shown, so that who changes amounts has seen what they come to.</summary>
internal static class QuotaAnswer
{
    /// <summary>By what amounts are told from what they are later.</summary>
    public static Validators TagOf<T>(T amounts) => Validators.OfContent(Write(amounts));

    public static ConditionalContent Of<T>(T amounts, RequestPreconditions preconditions) =>
        new("application/json; charset=utf-8", Write(amounts), TagOf(amounts), preconditions);

    public static Ok<T> Put<T>(T amounts, HttpResponse response)
    {
        response.Headers.ETag = TagOf(amounts).Tag.ToString();
        return TypedResults.Ok(amounts);
    }

    private static byte[] Write<T>(T amounts) => JsonSerializer.SerializeToUtf8Bytes(amounts, Json.Wire);
}
