using System.Xml.Linq;

namespace Nanobot.Architecture.Tests;

/// <summary>The checkout as the tests read it. Each listing fails when it is empty: a test of nothing proves nothing.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Services { get; } = NotEmpty(
        Directory.GetDirectories(Root, "Services.*").Select(Path.GetFileName).Select(name => name!).Order(StringComparer.Ordinal).ToList(), "services");

    /// <summary>The product's projects by name; samples, bench and tests are none.</summary>
    public static IReadOnlyList<string> Projects { get; } = NotEmpty(
        [.. ProjectFiles().Select(Path.GetFileNameWithoutExtension).Select(name => name!).Order(StringComparer.Ordinal)], "projects");

    /// <summary>Debug or Release: what this test was built as.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)[^2];

    /// <summary>Every C# source that belongs to the repository, relative to its root.</summary>
    public static IReadOnlyList<string> Sources { get; } = NotEmpty(
        Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" || (part.Length > 1 && part[0] == '.')))
            .ToList(), "sources");

    public static IReadOnlyList<string> ProductSources { get; } =
        NotEmpty(Sources.Where(file => !file.StartsWith("tests", StringComparison.Ordinal)).ToList(), "product sources");

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    public static XDocument Project(string name) => XDocument.Load(Path.Combine(DirectoryOf(name), $"{name}.csproj"));

    /// <summary>Where the project is: <c>Platform.Core</c> is in <c>Platform/Core</c>.</summary>
    public static string DirectoryOf(string project) =>
        Path.GetDirectoryName(ProjectFiles().Single(file => Path.GetFileNameWithoutExtension(file) == project))!;

    public static IReadOnlyList<string> References(string project, string item) =>
    [
        .. Project(project).Descendants(item).Select(element => element.Attribute("Include")!.Value)
            .Select(include => item == "ProjectReference" ? include.Replace('\\', '/').Split('/')[^1].Replace(".csproj", "", StringComparison.Ordinal) : include),
    ];

    public static IReadOnlyList<T> NotEmpty<T>(IReadOnlyList<T> found, string what) =>
        found.Count > 0 ? found : throw new InvalidOperationException($"No {what} found below {Root}.");

    /// <summary>Fails with the names of all for which <paramref name="offends"/> holds, and when there is nothing to look at.</summary>
    public static void None(IReadOnlyList<string> subjects, Func<string, bool> offends) =>
        Assert.Equal([], NotEmpty(subjects, "subjects").Where(offends));

    private static IEnumerable<string> ProjectFiles() =>
        new[] { Root, Path.Combine(Root, "Platform") }.SelectMany(static root => Directory.EnumerateDirectories(root))
            .SelectMany(static directory => Directory.EnumerateFiles(directory, "*.csproj"));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Nanobot.Aspire.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
