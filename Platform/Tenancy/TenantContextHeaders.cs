using System.Net.Http.Headers;

namespace Nanobot.Platform.Tenancy;

/// <summary>Writes a context onto a request that goes to a service.</summary>
public static class TenantContextHeaders
{
    /// <summary>Every header that an inbound request must not bring along: the gateway removes them all.</summary>
    public static IReadOnlyList<string> All { get; } = [TenantHeaders.Context, TenantHeaders.TenantId, TenantHeaders.UserId];

    /// <summary>Replaces whatever tenant headers are there by fresh ones of <paramref name="context"/>, for a call to <paramref name="module"/> or, without one, to any.</summary>
    public static void Write(HttpRequestHeaders headers, TenantContext context, TenantContextCodec codec, string? module = null)
    {
        foreach (var name in All)
        {
            headers.Remove(name);
        }

        var acting = codec.MaySign(context, codec.CallsAs) ? context : context.AsMember();
        headers.Add(TenantHeaders.Context, module is null ? codec.Sign(acting, codec.CallsAs) : codec.ForCall(acting, module));
        if (context.TenantId is not null)
        {
            headers.Add(TenantHeaders.TenantId, context.TenantId);
        }

        if (context.UserId is not null)
        {
            headers.Add(TenantHeaders.UserId, context.UserId);
        }
    }
}
