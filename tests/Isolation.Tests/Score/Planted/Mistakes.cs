using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Isolation.Tests.Score.Planted;

/// <summary>Ways in which somebody is taken for somebody of another tenant.</summary>
internal static class Mistakes
{
    /// <summary>The tenant of the first caller stays.</summary>
    public static Func<HttpContext, TenantContext, TenantContext> FirstOne()
    {
        string? first = null;
        return (_, context) => In(Interlocked.CompareExchange(ref first, context.TenantId, null) ?? context.TenantId!, context);
    }

    /// <summary>What was noted under a name that says nothing of the tenant.</summary>
    public static Func<HttpContext, TenantContext, TenantContext> NotedBy(Func<HttpContext, TenantContext, string?> name)
    {
        var noted = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        return (http, context) => name(http, context) is { } key ? In(noted.GetOrAdd(key, context.TenantId!), context) : context;
    }

    /// <summary>The tenant of whoever came before, as where the present one is kept in one place for all.</summary>
    public static Func<HttpContext, TenantContext, TenantContext> TheOneBefore(Func<HttpContext, string> place)
    {
        var before = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        return (http, context) =>
        {
            var (key, last) = (place(http), context.TenantId!);
            before.TryGetValue(key, out var found);
            before[key] = last;
            return In(found ?? last, context);
        };
    }

    /// <summary>The tenant that the request names.</summary>
    public static Func<HttpContext, TenantContext, TenantContext> Named(Func<HttpContext, string?> name) => (http, context) => name(http) is { Length: > 2 } tenant ? In(tenant, context) : context;

    /// <summary>Whoever the text of a context names, whether anybody signed it.</summary>
    public static Func<HttpContext, TenantContext?> Unsigned(Func<JsonNode, bool> accepts) => http =>
    {
        try
        {
            var body = http.Request.Headers[TenantHeaders.Context].ToString().Split('.')[0];
            var payload = body.Length > 0 ? JsonNode.Parse(Base64Url.DecodeFromChars(body)) : null;
            return payload?["tid"] is { } tenant && accepts(payload) ? TestContexts.Of(tenant.GetValue<string>(), payload["uid"]?.GetValue<string>(), payload["rol"]!.GetValue<string>(), "professional", 1) : null;
        }
        catch (Exception exception) when (exception is FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    };

    /// <summary>The same caller in another tenant.</summary>
    public static TenantContext In(string tenantId, TenantContext context) =>
        tenantId == context.TenantId ? context : TestContexts.Of(tenantId, context.UserId, context.Role, context.Plan, context.Epoch);
}
