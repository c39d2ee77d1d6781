using System.Reflection;
using System.Text.RegularExpressions;

namespace Nanobot.Architecture.Tests;

/// <summary>The analyzer of docs/analyzers.md looks at every project of the product, and what it is told names what is there.</summary>
public sealed partial class AnalyzerTests
{
    private static readonly string Configuration = Repository.Read(".editorconfig");

    [Fact]
    public void Every_project_of_the_product_is_built_with_it()
    {
        var properties = Repository.Read("Directory.Build.props");

        Assert.Matches(@"<ItemGroup Condition=""'\$\(IsTests\)' != 'true' and '\$\(MSBuildProjectName\)' != 'Analyzers'"">\s*<ProjectReference Include=""[^""]*build/Analyzers/Analyzers\.csproj"" OutputItemType=""Analyzer""", properties);
        Repository.None(Repository.Projects, static project => Repository.Project(project).Descendants("ProjectReference").Any(static one => one.Attribute("Remove") is not null));
        Assert.DoesNotMatch(@"dotnet_diagnostic\.NBA\d+\.severity", Configuration);
    }

    [Theory]
    [InlineData("nanobot_tenant_types")]
    [InlineData("nanobot_ambient_readers")]
    public void What_it_is_told_names_types_that_are_there(string option) =>
        Assert.Equal([], Listed(option).Where(static name => Product().All(assembly => assembly.GetType(name) is null)));

    [Fact]
    public void Who_is_listed_as_reading_the_tenant_in_scope_does() =>
        Assert.Equal([], Listed("nanobot_ambient_readers").Where(static name =>
            !Repository.ProductSources.Any(file => Path.GetFileName(file) == $"{name.Split('.')[^1]}.cs" && Repository.Read(file).Contains("TenantScope.Current", StringComparison.Ordinal))));

    [Fact]
    public void What_is_suppressed_says_why() =>
        Repository.None(Repository.ProductSources, static file => Suppressed().Matches(Repository.Read(file)).Any(static one => one.Groups["reason"].Length < 20));

    private static IReadOnlyList<string> Listed(string option) =>
        Repository.NotEmpty([.. Regex.Match(Configuration, $"^{option} = (?<names>.*)$", RegexOptions.Multiline).Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], option);

    private static IEnumerable<Assembly> Product() => Repository.Projects
        .Where(static project => File.Exists(Path.Combine(AppContext.BaseDirectory, $"{project}.dll"))).Select(Assembly.Load);

    [GeneratedRegex(@"SuppressMessage\(""Tenancy""(?:, ""NBA\d+""(?:, Justification = ""(?<reason>[^""]*)"")?)?")]
    private static partial Regex Suppressed();
}
