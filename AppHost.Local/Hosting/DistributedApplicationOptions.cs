namespace Aspire.Hosting;

/// <summary>Options of an application.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>Whether to do without the dashboard; default false, in tests true.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The title of the dashboard; the AppHost's name without it.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>The directory of the AppHost's project; by default it is read from the AppHost's assembly.</summary>
    public string? ProjectDirectory { get; set; }

    internal string? BrowserToken { get; set; }

    internal bool ForTests { get; set; }
}
