using System.Text.RegularExpressions;

namespace Nanobot.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int MostLines = 400;
    private const int MostProgramLines = 25;

    // The day of a time as it is written, and hexadecimal digits.
    private static readonly string[] CutsOfDigits = ["texts.Title(input.ReportType, at[..10])", "Encoding.UTF8.GetBytes(appHost)))[..12]"];

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

    // Connections of tenants go back to their pool as they are (NoResetOnClose): whatever a statement sets must end with its transaction.
    [Fact]
    public void No_statement_of_a_tenant_leaves_anything_with_its_connection() =>
        Repository.None(Repository.ProductSources, static file =>
            !KeepsItsConnection(file) && SessionState().IsMatch(WithoutComments(Repository.Read(file))));

    [Theory]
    [InlineData("select set_config('app.tenant_id', $1, false)", true)]
    [InlineData("select set_config('app.tenant_id', $1, true)", false)]
    [InlineData("create temp table t (a int)", true)]
    [InlineData("select pg_advisory_lock($1)", true)]
    [InlineData("select pg_advisory_xact_lock($1)", false)]
    [InlineData("\"set role x\"", true)]
    [InlineData("\"listen changes\"", true)]
    [InlineData("update t set role = $1", false)]
    public void State_of_a_session_is_recognised(string text, bool isState) => Assert.Equal(isState, SessionState().IsMatch(text));

    [Fact]
    public void Text_is_cut_to_a_length_by_TextCut_alone() =>
        Repository.None(Repository.ProductSources, static file =>
            // What is not printable ASCII is a question mark by then.
            Path.GetFileName(file) is not ("TextCut.cs" or "DeadLetterMetadata.cs")
            && Cut().IsMatch(CutsOfDigits.Aggregate(WithoutComments(Repository.Read(file)), static (text, known) => text.Replace(known, "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("name[..MaximumName]", true)]
    [InlineData("text[..JobLimits.MaximumName]", true)]
    [InlineData("text[..100]", true)]
    [InlineData("text.Substring(0, LongestName)", true)]
    [InlineData("text.Substring(0, 80)", true)]
    [InlineData("text.Remove(MostCharacters)", true)]
    [InlineData("reason.ToString(0, Math.Min(reason.Length, LongestReason))", true)]
    [InlineData("text.AsSpan(0, Math.Min(text.Length, 80))", true)]
    [InlineData("string.Concat(text.Take(LongestValue))", true)]
    [InlineData("select left(title, 80)", true)]
    [InlineData("text[..end]", false)]
    [InlineData("text[Prefix.Length..]", false)]
    [InlineData("hash[..GuidSize]", false)]
    [InlineData("bytes.AsSpan(0, 16)", false)]
    [InlineData("from a left join b", false)]
    public void A_cut_of_text_to_a_length_is_recognised(string text, bool cut) => Assert.Equal(cut, Cut().IsMatch(text));

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

    // Of the platform's own login, whose connections are reset.
    private static bool KeepsItsConnection(string file) =>
        Path.GetFileName(file) == "SessionHold.cs" || file.StartsWith(Path.Combine("Platform", "Data", "Migrating"), StringComparison.Ordinal);

    [GeneratedRegex("""set_config\([^()]*,\s*false\)|create\s+(?:local\s+)?temp|pg_(?:try_)?advisory_lock|"\s*(?:set\s+(?!local)[\w.]+\s*(?:=|to\b|\w)|listen\s)|with hold for""", RegexOptions.IgnoreCase)]
    private static partial Regex SessionState();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bThread\.Sleep\b|\bRandom\.Shared\b|\bnew Random\(\)|\bTask\.Delay\([^,()]*(\([^()]*\))?(, *\w*([cC]ancellation|[tT]oken|ct)\w*)?\)")]
    private static partial Regex Banned();

    [GeneratedRegex(@"\[\.\.(?:[\w.]*(?:Max|Most|Longest|Limit)\w*|\d{2,})\]|\.(?:Substring|ToString|AsSpan|Remove)\((?:0, )?(?:Math\.Min\(|\w*(?:Max|Most|Longest|Limit)\w*\))|\.Substring\(0, \d{2,}\)|Concat\(\w+\.Take\(|\bleft\(")]
    private static partial Regex Cut();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();
}
