using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// The tenant context of the current flow of work: set by the request's authentication, by an event's delivery or by a
/// job's start, read by telemetry and by outgoing calls. Database work never reads it: it is handed its context.
/// </summary>
public sealed class TenantScope : IDisposable
{
    [SuppressMessage("Tenancy", "NBA002", Justification = "For telemetry, and for calls through libraries that hand nothing on; who reads it is a list in .editorconfig.")]
    private static readonly AsyncLocal<TenantContext?> Flow = new();
    private readonly TenantContext? _outer;

    private TenantScope(TenantContext? outer) => _outer = outer;

    /// <summary>The context of this flow, or null outside any.</summary>
    public static TenantContext? Current => Flow.Value;

    /// <summary>Runs what follows in <paramref name="context"/> until disposed.</summary>
    public static TenantScope Begin(TenantContext context)
    {
        var scope = new TenantScope(Flow.Value);
        Flow.Value = context;
        return scope;
    }

    /// <summary>Returns to the context that was there before.</summary>
    public void Dispose() => Flow.Value = _outer;
}
