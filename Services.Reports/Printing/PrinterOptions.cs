namespace Nanobot.Services.Reports.Printing;

/// <summary>Options of what prints reports, section <c>Reports:Pdf</c>.</summary>
internal sealed class PrinterOptions
{
    /// <summary>Path of a Chromium or Chrome; empty for none; null (default) for the first that is found at the usual places.</summary>
    public string? Browser { get; set; }

    /// <summary>
    /// Whether the browser keeps its sandbox. Default: unless this process is root's, under whom it does not start with one. A container whose kernel lets nobody make
    /// namespaces needs <c>false</c>, and should then be a container of its own.
    /// </summary>
    public bool? Sandbox { get; set; }

    /// <summary>Pages that are printed at the same time. Default 2; range 1 to 8.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>Pages that wait for one of these places; what comes beyond is refused. Default 16; range 0 to 256.</summary>
    public int Queue { get; set; } = 16;

    /// <summary>Pages of one tenant that are printed or wait; what comes beyond is refused, so that nobody fills the queue for all. Default 6; range 1 to 264.</summary>
    public int MostOfTenant { get; set; } = 6;

    /// <summary>The longest that one waits and is printed, the start of the browser included. Default 30 seconds; range 1 second to 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pages after which a browser makes room for a new one. Default 200; range 1 to 10,000.</summary>
    public int PagesPerBrowser { get; set; } = 200;

    /// <summary>Megabytes of what was printed that are kept in memory. Default 64; range 0 to 4,096.</summary>
    public int KeptMegabytes { get; set; } = 64;

    /// <summary>For how long it is kept at most. Default 15 minutes; range 0 to 24 hours.</summary>
    public TimeSpan KeptFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// A TrueType font (<c>.ttf</c>) with the characters of all reports, with which they are set plainly where there is no browser; empty for none; null (default) for the first that is
    /// found at the usual places.
    /// </summary>
    public string? Font { get; set; }
}
