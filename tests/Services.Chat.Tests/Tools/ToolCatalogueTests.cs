using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tests.Tools;

public sealed class ToolCatalogueTests
{
    [Fact]
    public async Task Every_tool_is_in_the_table_and_has_a_folder_of_its_own()
    {
        var tools = await AllAsync();
        var types = typeof(ITool).Assembly.GetTypes().Where(static type => type.IsClass && type.IsAssignableTo(typeof(ITool))).ToList();

        Assert.Equal(
            types.Select(static type => type.Name).Order(StringComparer.Ordinal),
            tools.Select(static tool => $"{Pascal(tool.Name)}Tool").Order(StringComparer.Ordinal));
        Assert.All(types, static type => Assert.Equal($"{typeof(ITool).Namespace}.{type.Name[..^"Tool".Length]}", type.Namespace));
    }

    [Fact]
    public async Task Whoever_knows_a_tool_knows_it_by_the_same_name()
    {
        var tools = await AllAsync();

        Assert.All(tools, static tool => Assert.Equal((tool.Name, tool.Name), (tool.Descriptor.Declaration.Name, tool.Descriptor.Offline.Tool)));
        Assert.Equal(tools.Count, tools.Select(static tool => tool.Name).Distinct().Count());
    }

    [Fact]
    public async Task A_tool_costs_no_more_than_reading_if_and_only_if_it_reads_and_has_no_model_asked() => Assert.All(await AllAsync(), static tool =>
        Assert.Equal(tool.Descriptor is { Access: ToolAccess.Read, Scope: not ToolScope.Agents }, tool.Descriptor.Cost == CostClass.Read));

    [Fact]
    public async Task A_call_with_an_effect_is_made_again_only_where_a_second_one_has_none() => Assert.Equal(
        ["memory_append", "message_send", "preferences_update", "report_request", "schedule_delete", "watchlist_update", "workspace_restore"],
        (await AllAsync()).Where(static tool => tool.Descriptor is { IsIdempotent: true, Access: ToolAccess.Write }).Select(static tool => tool.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_schema_takes_what_it_names_and_nothing_else() => Assert.All(await AllAsync(), static tool =>
    {
        var schema = tool.Function.JsonSchema;
        Assert.Equal("object", schema.Text("type"));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        var properties = schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name).ToList();
        Assert.All(schema.GetProperty("required").EnumerateArray(), name => Assert.Contains(name.GetString()!, properties));
    });

    [Theory]
    [InlineData("workspace_list", "workspace")]
    [InlineData("workspace_read", "workspace")]
    [InlineData("watchlist_get", "user")]
    [InlineData("report_get", "tool web")]
    [InlineData("report_list", "")]
    [InlineData("schedule_list", "")]
    [InlineData("web_fetch", "web")]
    [InlineData("web_search", "web")]
    [InlineData("workspace_search", "workspace")]
    [InlineData("workspace_history", "")]
    [InlineData("session_search", "tool")]
    [InlineData("skill_load", "workspace")]
    [InlineData("renamed_long_ago", "other")]
    [InlineData(null, "other")]
    public async Task What_a_tool_reads_says_where_it_may_have_come_from_and_of_what_is_no_more_nobody_knows(string? name, string labels) =>
        Assert.Equal(labels, LabelSet.Write((await ChatHost.SharedAsync()).Services.GetRequiredService<ToolCatalogue>().Carries(name)));

    [Fact]
    public async Task What_has_an_effect_has_a_sink_and_carries_no_text_and_what_reads_has_none() => Assert.All(await AllAsync(), static tool =>
    {
        Assert.Equal(tool.Descriptor.Access == ToolAccess.Read, tool.Descriptor.Sink == FlowSink.None);
        Assert.True(tool.Descriptor.Access == ToolAccess.Read || tool.Descriptor.Carries == TextLabels.None, tool.Name);
    });

    [Fact]
    public async Task Names_and_descriptions_of_all_tools_leave_a_small_plans_request_room_for_the_conversation()
    {
        // Of the 2,048 tokens that a request has on the free tier.
        Assert.InRange((await ChatHost.SharedAsync()).Services.GetRequiredService<ToolCatalogue>().DeclaredTokens, 100, 600);
    }

    private static async Task<IReadOnlyList<Tool>> AllAsync()
    {
        var tools = (await ChatHost.SharedAsync()).Services.GetRequiredService<ToolCatalogue>().All;
        Assert.NotEmpty(tools);
        return tools;
    }

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(static part => char.ToUpperInvariant(part[0]) + part[1..]));
}
