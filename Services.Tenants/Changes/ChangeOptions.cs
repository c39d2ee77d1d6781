namespace Nanobot.Services.Tenants.Changes;

/// <summary>Options of what gateways must know of, section <c>Changes</c>.</summary>
internal sealed class ChangeOptions
{
    /// <summary>
    /// How much longer than a gateway may go by what it has read a change waits before it is acknowledged: for what clocks and timers are
    /// late. Default 50 ms; range 0 to 5 s.
    /// </summary>
    public TimeSpan Margin { get; set; } = TimeSpan.FromMilliseconds(50);
}
