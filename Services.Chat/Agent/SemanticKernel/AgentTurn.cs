using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Nanobot.Platform.Ai;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Trust;
using FunctionCallContent = Microsoft.Extensions.AI.FunctionCallContent;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>One turn at work, known to all that takes part in it by the kernel of the turn.</summary>
internal sealed class AgentTurn(AgentRun run, IAgentObserver observer, IServiceProvider services)
{
    private const string Key = nameof(AgentTurn);
    private readonly Dictionary<string, TextLabels> _read = new(StringComparer.Ordinal);
    private readonly List<Approval> _waiting = [];

    public AgentRun Run => run;

    public IAgentObserver Observer => observer;

    /// <summary>The services of the turn's scope.</summary>
    public IServiceProvider Services => services;

    /// <summary>Everything said so far, the model's last words included.</summary>
    public IReadOnlyList<ChatMessage> Conversation { get; set; } = run.Messages;

    /// <summary>Calls of the model begun so far.</summary>
    public int Rounds { get; set; }

    /// <summary>Tokens of all model calls so far.</summary>
    public AgentUsage Usage { get; set; }

    /// <summary>Tools called so far.</summary>
    public int Calls { get; set; }

    /// <summary>All that the turn has read.</summary>
    public TextLabels Labels { get; private set; } = run.Labels | TextLabels.User;

    /// <summary>The model that answered last, as its server names it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Why its last answer ended.</summary>
    public ChatFinishReason? Reason { get; set; }

    /// <summary>Calls of tools of whoever asked, by which the turn ends.</summary>
    public IReadOnlyList<FunctionCallContent> CallerCalls { get; set; } = [];

    /// <summary>Tools that the model made up: called like others, so that it is told like others.</summary>
    public List<AITool> MadeUpTools { get; } = [];

    private List<(int Place, ChatMessage Message)> Heard { get; } = [];

    /// <summary>Keeps where the result of a call came from.</summary>
    public void Read(string callId, TextLabels labels)
    {
        Labels |= labels;
        // A model may give two calls one id.
        _read[callId] = _read.GetValueOrDefault(callId) | labels;
    }

    /// <summary>Keeps what waits for the user; false where that was known already.</summary>
    public bool Waits(Approval approval)
    {
        if (_waiting.Exists(known => known.ApprovalId == approval.ApprovalId))
        {
            return false;
        }

        _waiting.Add(approval);
        return true;
    }

    public static AgentTurn Of(Kernel kernel) => (AgentTurn)kernel.Data[Key]!;

    /// <summary>The turn that a tool is called in; the arguments themselves are the model's, their context is not.</summary>
    public static AgentTurn Of(AIFunctionArguments arguments) => (AgentTurn)arguments.Context![Key]!;

    public void Attach(Kernel kernel) => kernel.Data.Add(Key, this);

    public void Attach(AIFunctionArguments arguments) => (arguments.Context ??= new Dictionary<object, object?>())[Key] = this;

    /// <summary>Puts in what the user has said meanwhile, behind what <paramref name="loop"/> holds by now, for this round and all after it.</summary>
    public void Hear(IReadOnlyCollection<ChatMessage> loop, IEnumerable<string> words) =>
        Heard.AddRange(words.Select(text => (loop.Count, new ChatMessage(ChatRole.User, text))));

    /// <summary>The conversation, of which the <paramref name="loop"/> knows all but what was put in.</summary>
    public List<ChatMessage> Whole(IReadOnlyList<ChatMessage> loop)
    {
        var whole = loop.ToList();
        for (var i = Heard.Count - 1; i >= 0; i--)
        {
            whole.Insert(Heard[i].Place, Heard[i].Message);
        }

        return whole;
    }

    /// <exception cref="ModelUnavailableException">The model said nothing.</exception>
    public AgentOutcome End() => Conversation[^1].Text is { } answer && (!string.IsNullOrWhiteSpace(answer) || MayBeWordless)
        ? new AgentOutcome(answer, [.. Conversation.Skip(run.Messages.Count)], Usage, Calls, Model)
        {
            Calls = CallerCalls, Finish = Reason, Read = _read, Labels = run.Labels | TextLabels.User, Approvals = _waiting,
        }
        : throw EmptyAnswer.Because(Reason);

    // Calls are an answer, and so is nothing to whoever asked for so little.
    private bool MayBeWordless => CallerCalls.Count > 0 || (run.Wishes.MaximumTokens is not null && Reason == ChatFinishReason.Length);
}
