
namespace Nanobot.Architecture.Tests;

/// <summary>What a module says that it publishes and takes up is what the table of events says.</summary>
public sealed class PublicationTests
{
    public static TheoryData<string> Names => [.. AllModules.All.Select(static module => module.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_of_events_names_every_topic_that_a_module_publishes(string name)
    {
        var module = AllModules.All.Single(module => module.Name == name);
        var row = Assert.Single(Repository.Read("docs/architecture.md").Split('\n'), line => line.StartsWith($"| {name} |", StringComparison.Ordinal)).Split('|');

        Assert.Equal(module.Publishes.Order(StringComparer.Ordinal), Topics(row[3]));
    }

    [Fact]
    public void Every_topic_that_some_module_takes_up_is_one_that_some_module_publishes() =>
        Assert.Equal([], AllModules.All.SelectMany(static module => module.Topics).Select(static topic => topic.Name).Distinct().Except(AllModules.All.SelectMany(static module => module.Publishes)));

    private static IEnumerable<string> Topics(string cell) =>
        cell.Split('`').Where(static part => part.EndsWith(".v1", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
