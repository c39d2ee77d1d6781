using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>A context and its envelopes, one for each module that it is sent to, used for several requests of the same credential.</summary>
/// <param name="context">The context.</param>
/// <param name="codec">Seals it.</param>
/// <param name="tenant">The tenant's state that it was made from.</param>
/// <param name="mintedAt">When it was made.</param>
internal sealed class MintedContext(TenantContext context, TenantContextCodec codec, TenantSnapshot? tenant, DateTimeOffset mintedAt)
{
    private volatile Envelope? _envelopes;
    private bool _wasUsed;

    /// <summary>The context.</summary>
    public TenantContext Context { get; } = context;

    /// <summary>The tenant's state that it was made from.</summary>
    public TenantSnapshot? Tenant { get; } = tenant;

    /// <summary>When it was made.</summary>
    public DateTimeOffset MintedAt { get; } = mintedAt;

    /// <summary>The envelope for a module; kept from the second one on, as most of many credentials come once in a while and hold on to a lot of text.</summary>
    public string EnvelopeFor(string module)
    {
        for (var known = _envelopes; known is not null; known = known.Next)
        {
            if (known.Module == module)
            {
                return known.Text;
            }
        }

        // Two at once make one each, and the one that is lost was good too.
        var text = codec.ForCall(Context, module);
        if (!Interlocked.Exchange(ref _wasUsed, true))
        {
            return text;
        }

        _envelopes = new Envelope(module, text, _envelopes);
        return text;
    }

    private sealed record Envelope(string Module, string Text, Envelope? Next);
}
