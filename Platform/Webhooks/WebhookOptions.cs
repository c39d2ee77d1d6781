namespace Nanobot.Platform.Webhooks;

/// <summary>Options of webhooks, in the section that the module names (<see cref="WebhookSection"/>).</summary>
public sealed class WebhookOptions
{
    /// <summary>Whether addresses are told at all; where not, none is kept, and what is due fails. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether addresses may be told over http, where anybody on the way reads along: for development and tests. Default false.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Deliveries that this process is at at the same time. Default 16; range 0 (none) to 256.</summary>
    public int Parallelism { get; set; } = 16;

    /// <summary>Of these most of one tenant. Default 4; range 1 to 256.</summary>
    public int MostOfTenant { get; set; } = 4;

    /// <summary>Of these most to one host, of all tenants. Default 4; range 1 to 256.</summary>
    public int MostOfHost { get; set; } = 4;

    /// <summary>Longest time between two looks for work. Default 500 milliseconds; range 50 milliseconds to 60 seconds.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an address has to answer a try. Default 15 seconds; range 1 second to 60 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a claimed delivery belongs to its worker; when that dies, another one takes it up after this time. Default 60 seconds; at least twice the timeout, 10 minutes at
    /// most.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);
}
