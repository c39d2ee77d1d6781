using System.Text.RegularExpressions;

namespace Nanobot.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int MostLines = 400;
    private const int MostProgramLines = 25;

    [Fact]
    public void No_source_is_longer_than_400_lines() =>
        Repository.None(Repository.Sources, file => LineCount(file) > MostLines);

    [Fact]
    public void A_Program_has_25_lines_at_most()
    {
        var programs = Repository.NotEmpty(Repository.ProductSources.Where(file => Path.GetFileName(file) == "Program.cs").ToList(), "programs");
        Assert.Superset(Repository.Services.Concat(["AppHost", "Migrations"]).Select(project => Path.Combine(project, "Program.cs")).ToHashSet(), programs.ToHashSet());
        Repository.None(programs, file => LineCount(file) > MostProgramLines);
    }

    [Fact]
    public void Every_project_of_the_product_is_built_with_the_banned_symbols()
    {
        Assert.NotEmpty(Repository.Read("BannedSymbols.txt").Trim());
        var properties = Repository.Read("Directory.Build.props");
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", properties, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.txt", properties, StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", Repository.Read(".editorconfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_source_of_the_product_uses_a_banned_symbol()
    {
        // The analyzer knows symbols; this knows text, and so also what conditional compilation hides from a build.
        var offenders = Repository.ProductSources.Where(file => Banned().IsMatch(WithoutComments(Repository.Read(file)))).ToList();
        Assert.Empty(offenders);
    }

    [Theory]
    [InlineData("var now = DateTime.UtcNow;", true)]
    [InlineData("var now = DateTimeOffset.Now.AddDays(1);", true)]
    [InlineData("await Task.Delay(5);", true)]
    [InlineData("await Task.Delay(wait, cancellationToken);", true)]
    [InlineData("await Task.Delay(wait, time, cancellationToken);", false)]
    [InlineData("Thread.Sleep(1);", true)]
    [InlineData("Random.Shared.Next();", true)]
    [InlineData("time.GetUtcNow();", false)]
    public void The_text_of_a_banned_symbol_is_recognised(string text, bool banned) => Assert.Equal(banned, Banned().IsMatch(text));

    [Fact]
    public void Nothing_switches_a_warning_off_in_the_product()
    {
        Repository.None(Repository.ProductSources, file => Repository.Read(file).Contains("#pragma warning disable", StringComparison.Ordinal));
        // Aspire marks what is new in it by warnings that its users have to switch off.
        Repository.None([.. Repository.Projects.Where(static project => project != "AppHost")],
            project => Repository.Project(project).Descendants("NoWarn").Any() || Repository.Project(project).Descendants("TreatWarningsAsErrors").Any());
    }

    [Fact]
    public void Nothing_is_left_to_be_done_in_the_product() =>
        Repository.None(Repository.ProductSources, file => Unfinished().IsMatch(Repository.Read(file)));

    private static int LineCount(string file) => File.ReadLines(Path.Combine(Repository.Root, file)).Count();

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bThread\.Sleep\b|\bRandom\.Shared\b|\bnew Random\(\)|\bTask\.Delay\([^,()]*(\([^()]*\))?(, *\w*([cC]ancellation|[tT]oken|ct)\w*)?\)")]
    private static partial Regex Banned();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();
}
