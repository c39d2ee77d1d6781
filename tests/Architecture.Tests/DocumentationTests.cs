namespace Nanobot.Architecture.Tests;

public sealed class DocumentationTests
{
    public static TheoryData<string> Modules => [.. Repository.Services.Select(service => service.Split('.')[1].ToLowerInvariant())];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Every_service_has_its_page_and_its_runbook(string module)
    {
        foreach (var page in new[] { $"docs/services/{module}.md", $"docs/runbooks/{module}.md" })
        {
            Assert.True(File.Exists(Path.Combine(Repository.Root, page)), $"{page} is missing");
            Assert.True(Repository.Read(page).Length > 500, $"{page} says next to nothing");
        }
    }

    [Fact]
    public void The_README_names_both_commands_and_every_service()
    {
        var readme = Repository.Read("README.md");
        Assert.Contains("./up.sh", readme, StringComparison.Ordinal);
        Assert.Contains("./test.sh", readme, StringComparison.Ordinal);
        Assert.All(Repository.Services, service => Assert.Contains(service, readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Decision_records_are_numbered_without_gaps()
    {
        var numbers = Repository.NotEmpty(Directory.GetFiles(Path.Combine(Repository.Root, "docs", "adr"), "*.md"), "decision records")
            .Select(file => int.Parse(Path.GetFileName(file)[..4], System.Globalization.CultureInfo.InvariantCulture))
            .Order().ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }
}
