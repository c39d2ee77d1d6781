namespace Nanobot.Streams.Tests.Running;

/// <summary>A version of the product as it was built.</summary>
/// <param name="Root">Where its projects lie.</param>
/// <param name="Configuration">Debug or Release.</param>
internal sealed record Build(string Root, string Configuration)
{
    /// <summary>The one that these tests were built with.</summary>
    public static Build Current { get; } = new(FindRoot(), new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name);

    /// <summary>The assembly of a service, or of the migrations.</summary>
    public string AssemblyOf(string project) => Path.Combine(Root, project, "bin", Configuration, "net10.0", $"{project}.dll");

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Nanobot.Aspire.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("These tests lie in no repository.");
        }

        return directory.FullName;
    }
}
