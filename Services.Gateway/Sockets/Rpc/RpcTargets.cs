using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing.Patterns;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>
/// Lays the parameters of a frame out as a request has them: those of the operation's path by their names, and all others in the query of what
/// reads or deletes or takes octets, else in a body of JSON.
/// </summary>
internal static class RpcTargets
{
    private const string Text = "content";
    private const string Session = "session_id";
    private const string Octets = "content_base64";

    /// <summary>The target; null where it cannot be one, and then why.</summary>
    /// <param name="operation">What is asked for.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="sessionKey">The session that the frame belongs to: the one to go on with, where it is a session's id and the parameters name none.</param>
    /// <param name="refusal">Why there is none.</param>
    public static RpcTarget? Make(Operation operation, JsonElement? parameters, string? sessionKey, out Refusal? refusal)
    {
        refusal = null;
        if (parameters is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            refusal = Refusals.Invalid("params", "must be an object");
            return null;
        }

        var given = parameters is { ValueKind: JsonValueKind.Object } ? parameters : null;
        var errors = new ValidationErrors();
        var named = new HashSet<string>(StringComparer.Ordinal);
        var path = PathOf(operation, given, named, errors);
        var query = QueryString.Empty;
        byte[]? body = null;
        string? type = null;
        if (TakesContent(operation))
        {
            (body, type) = ContentOf(given, errors);
            named.UnionWith([Text, Octets]);
            query = QueryOf(given, named, errors);
        }
        else if (operation.Verb is "GET" or "DELETE")
        {
            query = QueryOf(given, named, errors);
        }
        else if (given is { } members)
        {
            (body, type) = (BodyOf(members, named, SessionOf(operation, members, sessionKey)), MediaTypes.Json);
        }

        refusal = errors.ToRefusal();
        return refusal is null ? new RpcTarget(path, query, body, type) : null;
    }

    // A file's or an archive's octets are the body itself; what is said beside them stands in the query.
    private static bool TakesContent(Operation operation) => operation == Operations.Chat.WriteFile || operation == Operations.Chat.WriteTemplate || operation == Operations.Chat.ImportWorkspace
        || operation == Operations.Scheduler.ImportSchedule;

    private static string PathOf(Operation operation, JsonElement? given, HashSet<string> named, ValidationErrors errors)
    {
        var path = new StringBuilder();
        foreach (var segment in RoutePatternFactory.Parse(operation.Path).PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
            {
                if (part is not RoutePatternParameterPart parameter)
                {
                    path.Append(((RoutePatternLiteralPart)part).Content);
                    continue;
                }

                named.Add(parameter.Name);
                var value = given?.TryGetProperty(parameter.Name, out var member) is true && member.ValueKind is JsonValueKind.String or JsonValueKind.Number ? member.ToString() : "";
                errors.Require(value.Length > 0, parameter.Name, "is required: it is part of the path");
                path.Append(parameter.IsCatchAll ? string.Join('/', value.Split('/').Select(Uri.EscapeDataString)) : Uri.EscapeDataString(value));
            }
        }

        return path.ToString();
    }

    private static QueryString QueryOf(JsonElement? given, HashSet<string> named, ValidationErrors errors)
    {
        var query = QueryString.Empty;
        foreach (var member in given?.EnumerateObject().Where(member => !named.Contains(member.Name)) ?? [])
        {
            foreach (var value in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToArray() : [member.Value])
            {
                errors.Require(value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array), member.Name, "must be a text, a number, a truth value, or a list of these");
                query = value.ValueKind == JsonValueKind.Null ? query : query.Add(member.Name, TextOf(value));
            }
        }

        return query;
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString().ToString(CultureInfo.InvariantCulture),
    };

    private static string? SessionOf(Operation operation, JsonElement given, string? sessionKey) =>
        operation == Operations.Chat.SendMessage && Guid.TryParse(sessionKey, out _) && !given.TryGetProperty(Session, out _) ? sessionKey : null;

    private static byte[] BodyOf(JsonElement given, HashSet<string> named, string? session)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in given.EnumerateObject().Where(member => !named.Contains(member.Name)))
            {
                member.WriteTo(writer);
            }

            if (session is not null)
            {
                writer.WriteString(Session, session);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static (byte[]? Body, string? Type) ContentOf(JsonElement? given, ValidationErrors errors)
    {
        if (given?.TryGetProperty(Text, out var text) is true && text.ValueKind == JsonValueKind.String)
        {
            return (Encoding.UTF8.GetBytes(text.GetString()!), MediaTypes.Text);
        }

        byte[]? octets = null;
        var isGiven = given?.TryGetProperty(Octets, out var encoded) is true && encoded.ValueKind == JsonValueKind.String && encoded.TryGetBytesFromBase64(out octets);
        errors.Require(isGiven, Text, $"must be the file's text, or {Octets} its octets in Base64");
        return (octets, MediaTypes.Binary);
    }
}
