using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Nanobot.Isolation.Tests.Score.Planted;

/// <summary>Answers that are kept under names that say nothing of the tenant.</summary>
internal static class KeptAnswers
{
    private const int Ok = StatusCodes.Status200OK;

    /// <summary>Of each path and query, the first answer for all.</summary>
    /// <param name="key">What it is kept under; null: it is not kept.</param>
    public static Func<HttpContext, RequestDelegate, Task> By(Func<HttpContext, string?> key)
    {
        var kept = new ConcurrentDictionary<string, (int Status, string? Type, byte[] Body)>(StringComparer.Ordinal);
        return async (http, next) =>
        {
            if (key(http) is not { } name)
            {
                await next(http);
                return;
            }

            if (!kept.TryGetValue(name, out var answer))
            {
                answer = await TakeAsync(http, next);
                if (answer.Status is >= Ok and < StatusCodes.Status300MultipleChoices)
                {
                    kept[name] = answer;
                }
            }

            await GiveAsync(http, answer);
        };
    }

    /// <summary>Says otherwise where something is there that is not the caller's.</summary>
    /// <param name="exists">Whether it is there.</param>
    /// <param name="tell">How it is told.</param>
    public static Func<HttpContext, RequestDelegate, Task> Telling(Func<HttpContext, Task<bool>> exists, Func<HttpContext, (int Status, string? Type, byte[] Body), (int, string?, byte[])> tell) => async (http, next) =>
    {
        var answer = await TakeAsync(http, next);
        await GiveAsync(http, answer.Status == StatusCodes.Status404NotFound && await exists(http) ? tell(http, answer) : answer);
    };

    private static async Task<(int Status, string? Type, byte[] Body)> TakeAsync(HttpContext http, RequestDelegate next)
    {
        var own = http.Response.Body;
        using var held = new MemoryStream();
        http.Response.Body = held;
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync();
        }
        finally
        {
            http.Response.Body = own;
        }

        return (http.Response.StatusCode, http.Response.ContentType, held.ToArray());
    }

    private static async Task GiveAsync(HttpContext http, (int Status, string? Type, byte[] Body) answer)
    {
        if (!http.Response.HasStarted)
        {
            (http.Response.StatusCode, http.Response.ContentType, http.Response.ContentLength) = (answer.Status, answer.Type, null);
        }

        await http.Response.Body.WriteAsync(answer.Body);
    }
}
