using System.Text.RegularExpressions;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tests.Trust;

public sealed class FlowPolicyTests
{
    public static TheoryData<string> AllSinks => [.. Enum.GetNames<FlowSink>()];

    [Theory]
    [MemberData(nameof(AllSinks))]
    public void Each_sink_has_a_row_and_every_set_of_labels_has_the_strictest_of_its_rules(string name)
    {
        var sink = Enum.Parse<FlowSink>(name);
        for (var labels = 0; labels < 32; labels++)
        {
            var parts = LabelSet.Each.Where(label => ((TextLabels)labels | TextLabels.User).HasFlag(label)).Select(label => FlowPolicy.Decide(sink, label).Rule);
            var decision = FlowPolicy.Decide(sink, (TextLabels)labels);
            Assert.Equal(parts.Max(), decision.Rule);
            // The reason alone would be decided alike.
            Assert.Equal(decision.Rule, FlowPolicy.Decide(sink, decision.Because).Rule);
        }
    }

    [Theory]
    [InlineData(FlowSink.Workspace, TextLabels.Web | TextLabels.Other, FlowRule.Allow)]
    [InlineData(FlowSink.Report, TextLabels.Web, FlowRule.Allow)]
    [InlineData(FlowSink.Memory, TextLabels.User, FlowRule.Allow)]
    [InlineData(FlowSink.Memory, TextLabels.None, FlowRule.Allow)]
    [InlineData(FlowSink.Memory, TextLabels.Workspace, FlowRule.Approval)]
    [InlineData(FlowSink.Memory, TextLabels.Other, FlowRule.Approval)]
    [InlineData(FlowSink.Configuration, TextLabels.User, FlowRule.Allow)]
    [InlineData(FlowSink.Configuration, TextLabels.Web, FlowRule.Approval)]
    [InlineData(FlowSink.Schedule, TextLabels.Tool, FlowRule.Approval)]
    [InlineData(FlowSink.Steering, TextLabels.None, FlowRule.Approval)]
    [InlineData(FlowSink.Steering, TextLabels.User, FlowRule.Approval)]
    [InlineData(FlowSink.Notice, TextLabels.Workspace | TextLabels.Tool, FlowRule.Allow)]
    [InlineData(FlowSink.Notice, TextLabels.Web, FlowRule.Approval)]
    [InlineData(FlowSink.Channel, TextLabels.Web, FlowRule.Approval)]
    [InlineData(FlowSink.Channel, TextLabels.Other | TextLabels.Web, FlowRule.Refuse)]
    internal void What_may_flow_where(FlowSink sink, TextLabels labels, FlowRule rule) => Assert.Equal(rule, FlowPolicy.Decide(sink, labels).Rule);

    [Fact]
    public void A_refusal_says_flow_and_rule() => Assert.Equal("other -> channel: refuse", FlowPolicy.Decide(FlowSink.Channel, TextLabels.Other | TextLabels.Web).ToString());

    [Fact]
    public void The_documentation_has_the_table_as_it_is()
    {
        var rows = Regex.Matches(File.ReadAllText(Path.Combine(Root(), "docs/services/chat.md")), @"^\| ([a-z]+) \|(?: (allow|approval|refuse) \|){5}", RegexOptions.Multiline)
            .Select(static match => $"{match.Groups[1].Value}: {string.Join(' ', match.Groups[2].Captures.Select(static rule => rule.Value))}");
        var table = FlowPolicy.Sinks.Where(static sink => sink != FlowSink.None)
            .Select(static sink => $"{FlowPolicy.NameOf(sink)}: {string.Join(' ', LabelSet.Each.Select(label => Alone(sink, label)))}");

        Assert.Equal(table, rows);
    }

    [Theory]
    [InlineData(TextLabels.None, "")]
    [InlineData(TextLabels.User | TextLabels.Web, "user web")]
    [InlineData(TextLabels.Workspace | TextLabels.Tool | TextLabels.Other, "workspace tool other")]
    internal void Labels_come_back_as_they_were_written(TextLabels labels, string text)
    {
        Assert.Equal(text, LabelSet.Write(labels));
        Assert.Equal(labels, LabelSet.Read(text));
    }

    [Fact]
    public void What_is_not_known_is_somebody_elses()
    {
        Assert.Null(LabelSet.Read(null));
        Assert.Equal(TextLabels.User | TextLabels.Other, LabelSet.Read("user satellite"));
    }

    // Every turn has the user's words in it: what the label adds to them.
    private static string Alone(FlowSink sink, TextLabels label) => FlowPolicy.Decide(sink, label).Rule.ToString().ToLowerInvariant();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AGENTS.md")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
