using System.Buffers;
using System.Text.Json;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>Makes outcomes of what is known otherwise: problem documents, refusals, the end of a socket.</summary>
internal static class RpcOutcomes
{
    private const string Code = "code";
    private const string Detail = "detail";

    /// <summary>It was ended before it was answered.</summary>
    public static RpcOutcome.Failed Cancelled { get; } = new("REQUEST_CANCELLED", "The request was ended before it was answered.");

    /// <summary>It has failed, and not by the caller's doing.</summary>
    public static RpcOutcome.Failed Broken { get; } = new("INTERNAL_ERROR", "Something went wrong that is not your doing.");

    /// <summary>A refusal that no request was made of.</summary>
    public static RpcOutcome.Failed Of(Refusal refusal) => new(refusal.Code, refusal.Detail, JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object?>(refusal.Members, StringComparer.Ordinal) { ["status"] = refusal.Status }, Json.Wire));

    /// <summary>A problem document: its code, its detail, and all else of it as details.</summary>
    /// <param name="problem">The document.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> says; null for nothing.</param>
    public static RpcOutcome.Failed Of(JsonElement problem, int status, string? retryAfter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in problem.EnumerateObject().Where(static member => member.Name is not (Code or Detail or "type" or "title" or "status")))
            {
                member.WriteTo(writer);
            }

            writer.WriteNumber("status", status);
            if (long.TryParse(retryAfter, out var seconds))
            {
                writer.WriteNumber("retry_after", seconds);
            }

            writer.WriteEndObject();
        }

        return new RpcOutcome.Failed(TextOf(problem, Code) ?? $"STATUS_{status}", TextOf(problem, Detail) ?? TextOf(problem, "title") ?? "It was refused.", buffer.WrittenSpan.ToArray());
    }

    private static string? TextOf(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
