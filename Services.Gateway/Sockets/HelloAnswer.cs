using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>Writes what a client that was let in is told first.</summary>
internal static class HelloAnswer
{
    private static readonly string[] Events = ["chat.delta", "chat.tool", "chat.done", "chat.error", "chat.run", "chat.resumed", "report.completed", "job.completed", "job.failed", "job.skipped", "limits.warning", "tenant.suspended", "tenant.expired", "tenant.inactive"];

    public static byte[] Write(
        string version, string connectionId, HttpContext http, IReadOnlyDictionary<string, JsonElement?> snapshot, Greeting? greeting, bool wantsToResume)
    {
        var context = http.Features.GetRequiredFeature<TenantContext>();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "hello-ok");
            writer.WriteNumber("protocol", HelloFrame.Protocol);
            writer.WriteStartObject("server");
            writer.WriteString("version", version);
            writer.WriteString("connId", connectionId);
            writer.WriteEndObject();
            writer.WriteStartObject("features");
            WriteTexts(writer, "methods", RpcMethods.Of(context, http.Features.GetRequiredFeature<Principal>()));
            WriteTexts(writer, "events", Events);
            writer.WriteEndObject();
            WriteSnapshot(writer, context, snapshot);
            writer.WriteString("cursor", greeting?.Cursor);
            if (wantsToResume)
            {
                writer.WriteBoolean("resumed", greeting is { IsResumed: true });
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSnapshot(Utf8JsonWriter writer, TenantContext context, IReadOnlyDictionary<string, JsonElement?> snapshot)
    {
        writer.WriteStartObject("snapshot");
        writer.WriteString("tenant_id", context.TenantId);
        writer.WriteString("tier", context.Plan);
        writer.WriteString("user_id", context.UserId);
        writer.WriteString("role", context.Role);
        foreach (var (name, part) in snapshot)
        {
            writer.WritePropertyName(name);
            if (part is { } value)
            {
                value.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
