using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Tests.Agent;

public sealed class ContextWindowTests
{
    private static readonly ChatMessage System = new(ChatRole.System, new string('s', 100));

    [Fact]
    public void What_fits_is_left_alone()
    {
        List<ChatMessage> messages = [System, User(100), Assistant(100), User(100)];

        Assert.Same(messages, ContextWindow.Fit(messages, 1, 3, 400));
    }

    [Fact]
    public void Whole_turns_go_first_the_oldest_before_the_others()
    {
        List<ChatMessage> messages = [System, User(100), Call("a"), Result("a", 500), Assistant(100), User(50), Assistant(50), User(70)];

        var fitted = ContextWindow.Fit(messages, 1, 7, 400);

        Assert.Equal([System, messages[5], messages[6], messages[7]], fitted);
    }

    [Fact]
    public void Then_the_oldest_results_of_the_turn_are_left_out_but_never_the_users_words()
    {
        List<ChatMessage> messages = [System, User(100), Call("a"), Result("a", 5000), Call("b"), Result("b", 500)];

        var fitted = ContextWindow.Fit(messages, 1, 1, 1000);

        Assert.Equal(6, fitted.Count);
        Assert.Contains("left out", (string)fitted[3].Contents.OfType<FunctionResultContent>().Single().Result!, StringComparison.Ordinal);
        Assert.Equal("a", fitted[3].Contents.OfType<FunctionResultContent>().Single().CallId);
        Assert.Same(messages[5], fitted[5]);
        Assert.Same(messages[1], fitted[1]);
    }

    [Fact]
    public void The_prompt_stays_however_many_messages_it_has()
    {
        List<ChatMessage> messages = [System, User(100), User(100), Assistant(100), User(70)];

        var fitted = ContextWindow.Fit(messages, 2, 4, 300);

        Assert.Equal([System, messages[1], messages[4]], fitted);
    }

    private static ChatMessage User(int length) => new(ChatRole.User, new string('u', length));

    private static ChatMessage Assistant(int length) => new(ChatRole.Assistant, new string('a', length));

    private static ChatMessage Call(string id) => new(ChatRole.Assistant, [new FunctionCallContent(id, "tool")]);

    private static ChatMessage Result(string id, int length) => new(ChatRole.Tool, [new FunctionResultContent(id, new string('r', length))]);
}
