using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>
/// The assistant on Semantic Kernel. Each turn has a kernel of its own, made from the services of the turn's scope; it is
/// gone with the turn. The functions are shared and hold nothing.
/// </summary>
internal sealed class KernelAgent(
    IChatClient model, ModelChain chain, KernelTools tools, IServiceProvider services, ModuleRights rights, IOptions<AgentOptions> options, ChatTelemetry telemetry) : IAgent
{
    public async Task<AgentOutcome> RunAsync(AgentRun run, IAgentObserver observer, CancellationToken cancellationToken)
    {
        // The model's calls are the run's tenant's, whoever runs it.
        using var scope = TenantScope.Begin(run.Context);
        var turn = new AgentTurn(run, observer, services);
        var kernel = services.GetRequiredService<Kernel>();
        turn.Attach(kernel);
        using var client = new ChatClientBuilder(new ModelRounds(model, chain, tools, turn, rights, telemetry)).UseKernelFunctionInvocation().Build(services);
        var loop = client.GetRequiredService<FunctionInvokingChatClient>();
        loop.MaximumIterationsPerRequest = run.SubAgent?.MostRounds ?? options.Value.MaximumIterations;
        // What goes wrong in a tool is a result by then. What does not become one ends the turn.
        loop.MaximumConsecutiveErrorsPerRequest = 0;
        loop.AdditionalTools = turn.MadeUpTools;

        await client.GetResponseAsync(run.Messages, Settings(kernel, run.Wishes), cancellationToken);
        return turn.End();
    }

    private ChatOptions Settings(Kernel kernel, AnswerWishes wishes)
    {
        // The kernel is part of these options: without it the filters would be passed over in silence. Not the functions by
        // the kernel, though: it would make each anew, with its schema, in every turn.
        var settings = new PromptExecutionSettings().ToChatOptions(kernel);
        settings.Tools = [.. tools.Functions];
        settings.ToolMode = ChatToolMode.Auto;
        settings.MaxOutputTokens = options.Value.ReplyTokens;
        wishes.ApplyTo(settings);
        return settings;
    }
}
