using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tools.AgentSpawn;

/// <summary>
/// Has up to three sub-agents do a task each, side by side, and returns what they answered. They are at work within the call: it ends with the last of them, and who
/// cancels the turn ends them. What they do is decided and limited call by call, like what the turn does itself.
/// </summary>
internal sealed class AgentSpawnTool(SubAgents agents, SpawnSlots slots) : ITool
{
    public const string Name = "agent_spawn";

    private const int Most = 3;
    private const int MaximumTask = 4000;
    private const int MostTools = 50;
    private const int MaximumToolName = 64;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("agent", "spawn", "Have sub-agents do tasks at once; they know nothing else.",
            $$"""
            {
              "tasks": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": {{Most}} },
              "tools": {"type": "array", "items": {"type": "string"}, "description": "Those that they may call; all of yours by default"}
            }
            """, "tasks"),
        ToolScope.Agents, ToolAccess.Read, CostClass.Model, AgentSpawnPhrases.Skill)
    {
        // What sub-agents have read comes with each result; and what they have done is not done again.
        Carries = TextLabels.None,
        IsIdempotent = false,
        Timeout = TimeSpan.FromMinutes(15),
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var (tasks, tools) = (invocation.Arguments.Texts("tasks", Most, MaximumTask), invocation.Arguments.OptionalTexts("tools", MostTools, MaximumToolName));
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (tasks.Any(string.IsNullOrWhiteSpace))
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("tasks must say what is to be done"));
        }

        var tenant = invocation.Context.RequiredTenantId;
        if (!slots.TryTake(tenant, tasks.Count))
        {
            return ToolResult.Error(ToolErrors.TooManyAgents);
        }

        try
        {
            var results = await Task.WhenAll(tasks.Select((task, index) => agents.RunAsync(invocation, new SubAgentTask(index + 1, $"{index + 1}", task), tools, cancellationToken)));
            var labels = results.Aggregate(TextLabels.None, static (all, result) => all | result.Labels);
            return ToolResult.Of(new { results }).Carrying(labels);
        }
        finally
        {
            slots.Return(tenant, tasks.Count);
        }
    }
}
