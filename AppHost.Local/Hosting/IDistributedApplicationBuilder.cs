using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Describes an application: its resources and what connects them.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>The directory of the AppHost's project.</summary>
    string AppHostDirectory { get; }

    /// <summary>Settings: appsettings.json, environment variables, command line; later ones win.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The resources.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    /// <summary>Ends the description.</summary>
    DistributedApplication Build();
}

/// <summary>The resources of an application, in the order in which they were added.</summary>
public interface IResourceCollection : IList<IResource>;

/// <summary>Options of an application.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>Whether to do without the dashboard; default false, in tests true.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The title of the dashboard; the name of the AppHost's checkout without it.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>The directory of the AppHost's project; by default it is read from the AppHost's assembly.</summary>
    public string? ProjectDirectory { get; set; }

    internal bool ForTests { get; set; }
}
