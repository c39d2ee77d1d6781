using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Platform.Core.Problems;

/// <summary>
/// A refusal as OpenAI's clients read it: <c>{"error": {message, type, param, code}}</c>, with the trace and what else the refusal says
/// beside them. Whoever refuses below <see cref="Operation.OpenAiRoot"/> says so, the gateway and the module alike.
/// </summary>
public static class OpenAiError
{
    private const string Errors = "errors";

    /// <summary>Whether what is asked for is refused in this shape.</summary>
    public static bool IsSpokenAt(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Request.Path.StartsWithSegments(Operation.OpenAiRoot, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The document that says <paramref name="refusal"/>.</summary>
    /// <param name="refusal">What is refused.</param>
    /// <param name="traceId">The trace that it names.</param>
    public static JsonObject Of(Refusal refusal, string traceId)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var faults = refusal.Members.GetValueOrDefault(Errors) as IReadOnlyDictionary<string, string[]>;
        var error = new JsonObject
        {
            ["message"] = faults is null ? refusal.Detail : Told(faults),
            ["type"] = TypeOf(refusal),
            ["param"] = faults?.Keys.FirstOrDefault() ?? refusal.Members.GetValueOrDefault("param") as string,
            ["code"] = refusal.Code,
            ["trace_id"] = traceId,
        };
        foreach (var (name, value) in refusal.Members)
        {
            if (!error.ContainsKey(name))
            {
                error[name] = JsonSerializer.SerializeToNode(value, Json.Wire);
            }
        }

        return new JsonObject { ["error"] = error };
    }

    // All of them: clients show the message and nothing else.
    private static string Told(IReadOnlyDictionary<string, string[]> faults) =>
        string.Join("; ", faults.Select(static fault => $"{fault.Key} {string.Join(", ", fault.Value)}"));

    private static string TypeOf(Refusal refusal) => refusal.Status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status429TooManyRequests => refusal.Code == "QUOTA_EXCEEDED" ? "insufficient_quota" : "rate_limit_error",
        >= StatusCodes.Status500InternalServerError => "server_error",
        _ => "invalid_request_error",
    };
}
