using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace Nanobot.Services.Chat.Domain.Agent.SemanticKernel;

/// <summary>
/// A tool as a function of the kernel, shared by all turns: tool, user and services come from the kernel of the turn that
/// calls it, and never from an argument.
/// </summary>
internal sealed record ToolFunction(Type Tool, ToolDeclaration Declaration, KernelFunction Function)
{
    public static ToolFunction Of<TTool>()
        where TTool : IAgentTool => new(typeof(TTool), TTool.Declaration,
            KernelFunctionFactory.CreateFromMethod(RunAsync<TTool>, TTool.Declaration.Function, TTool.Declaration.Description));

    /// <summary>Stands for a tool that the model called and that does not exist.</summary>
    public static KernelFunction MadeUp(string name) => KernelFunctionFactory.CreateFromMethod(
        static () => ToolResult.Error("TOOL_UNKNOWN", "There is no such tool."), name);

    private static async Task<ToolResult> RunAsync<TTool>(Kernel kernel, KernelArguments arguments, CancellationToken cancellationToken)
        where TTool : IAgentTool
    {
        var turn = AgentTurn.Of(kernel);
        var tool = kernel.Services.GetRequiredService<TTool>();
        var timeout = kernel.Services.GetRequiredService<IOptions<AgentOptions>>().Value.ToolTimeout;
        using var deadline = new CancellationTokenSource(timeout, kernel.Services.GetRequiredService<TimeProvider>());
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // Not the call's own id: that is the model's text, and some models use one twice.
            return await tool.InvokeAsync(
                new ToolInvocation(turn.Run.Context, $"chat-{turn.Run.TurnId:n}-{turn.Calls}", new ToolArguments(arguments)), linked.Token);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The tool did not end within {timeout.TotalSeconds:0} seconds.", exception);
        }
    }
}
