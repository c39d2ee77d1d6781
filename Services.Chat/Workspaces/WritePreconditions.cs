using System.Globalization;
using Microsoft.Net.Http.Headers;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What a request that changes a file says must hold of it: <c>If-Match</c> and <c>If-None-Match: *</c>.</summary>
internal static class WritePreconditions
{
    public static Refusal Invalid { get; } = Refusals.Invalid("If-Match", "must be * or one ETag of the file");

    /// <summary>The condition, or null where <c>If-Match</c> cannot name a revision.</summary>
    public static WriteCondition? Of(HttpRequest request)
    {
        var headers = request.GetTypedHeaders();
        var mustNotExist = headers.IfNoneMatch.Any(static tag => tag.Equals(EntityTagHeaderValue.Any));
        if (request.Headers.IfMatch.Count == 0)
        {
            return new WriteCondition(MustNotExist: mustNotExist);
        }

        return headers.IfMatch is not [var only] ? null
            : only.Equals(EntityTagHeaderValue.Any) ? new WriteCondition(MustExist: true, MustNotExist: mustNotExist)
            : long.TryParse(only.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && !only.IsWeak
                ? new WriteCondition(revision, MustExist: true, MustNotExist: mustNotExist)
                : null;
    }
}
