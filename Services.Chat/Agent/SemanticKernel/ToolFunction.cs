using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>
/// A tool as a function of the kernel, shared by all turns: user and services come from the turn that calls it, and never
/// from an argument.
/// </summary>
internal static class ToolFunction
{
    public static KernelFunction Of(Tool tool) => KernelFunctionFactory.CreateFromMethod(
        (KernelArguments arguments, CancellationToken cancellationToken) => RunAsync(tool, arguments, cancellationToken),
        tool.Descriptor.Declaration.Function, tool.Descriptor.Declaration.Description);

    /// <summary>Stands for a tool that the model called and that does not exist.</summary>
    public static KernelFunction MadeUp(string name) => KernelFunctionFactory.CreateFromMethod(
        static () => ToolResult.Error(ToolErrors.Unknown), name);

    /// <summary>Stands for a tool of whoever asked, called beside tools that are called here: those go first, and what they say may matter.</summary>
    public static KernelFunction PutOff(string name) => KernelFunctionFactory.CreateFromMethod(
        static () => ToolResult.Error(ToolErrors.PutOff), name);

    private static Task<ToolResult> RunAsync(Tool tool, KernelArguments arguments, CancellationToken cancellationToken)
    {
        var turn = AgentTurn.Of(arguments);
        // Not the call's own id: that is the model's text, and some models use one twice.
        var bounds = turn.Run.SubAgent;
        var key = $"{bounds?.Keys ?? $"chat-{turn.Run.TurnId:n}"}-{turn.Calls}";
        if (bounds?.MayCall(tool.Name) is false)
        {
            return Task.FromResult(ToolResult.Error(ToolErrors.NotForSubAgents));
        }

        var invocation = new ToolInvocation(turn.Run.Context, turn.Run.TurnId, key, turn.Labels, new ToolArguments(arguments))
        {
            SessionId = turn.Run.SessionId, Origin = turn.Run.Origin, IsInChinese = turn.Run.IsInChinese,
            WindowBytes = turn.Run.WindowBytes, IsSubAgent = bounds is not null,
            IsShown = text => bounds?.IsShown(text) is true || ShownText.Has(turn, turn.Services.GetRequiredService<ToolCatalogue>().Carries, text),
        };
        var timeout = tool.Descriptor.Timeout ?? turn.Services.GetRequiredService<IOptions<AgentOptions>>().Value.ToolTimeout;
        return turn.Services.GetRequiredService<ToolRunner>().RunAsync(tool, invocation, turn.Services, timeout, cancellationToken);
    }
}
