using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Models;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Metering;

namespace Nanobot.Platform.Tests.Ai;

/// <summary>Which models are asked, and in which order.</summary>
public sealed class ModelChainTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _asked = [];
    private readonly Brought _own = new();
    private readonly ModelChain _chain;

    public ModelChainTests()
    {
        var options = new ModelOptions { Endpoint = "http://localhost:1/v1", ApiKey = "k", Model = "first" };
        options.Models.Add(new() { Model = "second" });
        options.Models.Add(new() { Model = "apart", IsFallback = false });
        options.Models.Add(new() { Model = "third" });
        _chain = new ModelChain(new ConfiguredModels(new Named("first"), Options.Create(options)), [_own], _time, NullLogger<ModelChain>.Instance);
    }

    [Fact]
    public async Task The_next_is_asked_where_one_gives_no_answer_and_the_one_that_is_no_stand_in_never()
    {
        Assert.Equal("third", await AskAsync(failing: ["first", "second"]));
        Assert.Equal(["first", "second", "third"], _asked);
    }

    [Fact]
    public async Task A_model_that_is_named_is_asked_alone()
    {
        Assert.Equal("apart", await AskAsync(named: "apart"));
        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(named: "second", failing: ["second"]));

        Assert.Contains("second", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["apart", "second"], _asked);
    }

    [Fact]
    public async Task Where_none_answers_it_is_said_why_the_first_did_not()
    {
        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(failing: ["first", "second", "third"]));

        Assert.Contains("first", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_is_asked_once_words_were_heard()
    {
        await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(failing: ["first"], isOpen: false));

        Assert.Equal(["first"], _asked);
    }

    [Fact]
    public async Task One_that_may_not_be_used_is_passed_over_unless_it_is_the_first()
    {
        Assert.Equal("third", await AskAsync(failing: ["first"], denied: ["second"]));
        await Assert.ThrowsAsync<TokenBudgetException>(() => AskAsync(denied: ["first"]));

        Assert.Equal(["first", "third"], _asked);
    }

    [Fact]
    public async Task One_that_had_no_capacity_is_asked_last_for_a_while()
    {
        await AskAsync(failing: ["first"]);
        _asked.Clear();

        Assert.Equal("second", await AskAsync());
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("second", await AskAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("first", await AskAsync());

        Assert.Equal(["second", "second", "first"], _asked);
    }

    [Fact]
    public async Task What_the_call_itself_may_be_to_blame_for_makes_nobody_else_wait()
    {
        Assert.Equal("second", await AskAsync(failing: ["first"], isTransient: false));

        Assert.Equal("first", await AskAsync());
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(100_000, 300)]
    public async Task One_that_asks_to_be_left_alone_is_within_bounds(int asked, int rests)
    {
        await AskAsync(failing: ["first"], retryAfter: TimeSpan.FromSeconds(asked));

        _time.Advance(TimeSpan.FromSeconds(rests - 1));
        Assert.Equal("second", await AskAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("first", await AskAsync());
    }

    [Fact]
    public async Task A_budget_that_does_not_bear_the_next_leaves_the_reason_of_the_first()
    {
        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => _chain.AskAsync<string>(new ModelWish(null), static _ => ValueTask.CompletedTask,
            static model => throw (model.Id == "first" ? new ModelUnavailableException("first is away", true) : Refused()), static () => true, default));

        Assert.Contains("first", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_has_brought_is_asked_first_and_what_it_may_not_use_is_as_if_it_were_not_there()
    {
        _own.Models = [Own("user.a", "acme/ada"), Own("tenant.b", "acme/"), Own("tenant.apart", "acme/", inChain: false)];

        Assert.Equal("user.a", await AskAsync());
        Assert.Equal("first", await AskAsync(denied: ["user.a"], failing: ["tenant.b"]));
        Assert.Equal("first", await AskAsync(denied: ["user.a", "tenant.b"]));
        Assert.Equal("tenant.apart", await AskAsync(named: "tenant.apart"));
        await Assert.ThrowsAsync<TokenBudgetException>(() => AskAsync(named: "user.a", denied: ["user.a"]));

        Assert.Equal(["user.a", "tenant.b", "first", "first", "tenant.apart"], _asked);
    }

    [Fact]
    public async Task Whom_the_installations_models_are_denied_may_have_one_of_its_own()
    {
        _own.Models = [Own("tenant.b", "acme/")];

        Assert.Equal("tenant.b", await AskAsync(denied: ["first", "second", "third"]));
        await Assert.ThrowsAsync<TokenBudgetException>(() => AskAsync(denied: ["tenant.b", "first", "second", "third"]));
    }

    [Fact]
    public async Task A_name_that_nobody_in_scope_has_brought_is_no_model()
    {
        _own.Models = [Own("tenant.b", "acme/")];

        var refused = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(named: "tenant.c"));

        Assert.Equal((404, "model_not_found"), (refused.Refusal.Status, refused.Refusal.Code));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_tenants_model_that_is_away_rests_for_that_tenant_alone()
    {
        _own.Models = [Own("tenant.b", "acme/")];
        Assert.Equal("first", await AskAsync(failing: ["tenant.b"]));
        _asked.Clear();

        Assert.Equal("first", await AskAsync());
        _own.Models = [Own("tenant.b", "globex/")];
        Assert.Equal("tenant.b", await AskAsync());
        _own.Models = [];
        Assert.Equal("first", await AskAsync());
    }

    [Fact]
    public async Task Images_are_shown_to_a_model_that_takes_them_alone()
    {
        var refused = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(hasImages: true));
        Assert.Equal("MODEL_TAKES_NO_IMAGES", refused.Refusal.Code);
        await Assert.ThrowsAsync<RefusalException>(() => AskAsync(named: "second", hasImages: true));

        _own.Models = [Own("tenant.blind", "acme/"), Own("tenant.seeing", "acme/", takesImages: true)];
        Assert.Equal("tenant.seeing", await AskAsync(hasImages: true));
        await Assert.ThrowsAsync<RefusalException>(() => AskAsync(named: "tenant.blind", hasImages: true));
        Assert.Equal(["tenant.seeing"], _asked);
    }

    private static KnownModel Own(string id, string owner, bool inChain = true, bool takesImages = false)
    {
        var model = new OwnModel(id.Split('.')[1], id.StartsWith("user.", StringComparison.Ordinal), "https://models.example/v1", "m", "sealed");
        return new KnownModel(id, id.Split('.')[0], inChain) { TakesImages = takesImages, Brought = new BroughtModel(model, owner, static () => null) };
    }

    private static TokenBudgetException Refused() => new(Refusals.Conflict("NO", "No."), mayPass: false);

    private Task<string> AskAsync(string? named = null, string[]? failing = null, string[]? denied = null, bool isOpen = true, bool isTransient = true, TimeSpan? retryAfter = null, bool hasImages = false) =>
        _chain.AskAsync(new ModelWish(named, hasImages),
            model => denied?.Contains(model.Id) is true ? throw Refused() : ValueTask.CompletedTask,
            model =>
            {
                _asked.Add(model.Id);
                return failing?.Contains(model.Id) is true
                    ? throw new ModelUnavailableException($"{model.Id} is away", isTransient) { RetryAfter = retryAfter }
                    : Task.FromResult(model.Id);
            },
            () => isOpen, default);

    private sealed class Named(string model) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("test", null, model) : null;

        public void Dispose()
        {
            // It holds nothing.
        }
    }

    private sealed class Brought : IOwnModels
    {
        public IReadOnlyList<KnownModel> Models { get; set; } = [];

        public ValueTask<IReadOnlyList<KnownModel>> OfCallerAsync(CancellationToken cancellationToken) => new(Models);
    }
}
