using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Metering.Calls;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Metering;

public sealed class EmbeddingTests
{
    private const string TenTokens = "0123456789012345678901234567890123456789";

    [Theory]
    [InlineData(17, false)]
    [InlineData(null, true)]
    public async Task Embeddings_are_reserved_settled_and_told_as_calls_of_a_model_are(int? told, bool estimated)
    {
        await using var host = await MeteringHost.StartAsync();
        var ada = TestContexts.User();
        var reserved = 0;
        using var generator = Generator(host, new Planted(async () =>
        {
            reserved = await host.ReservationsAsync(ada.RequiredTenantId);
            return told;
        }));
        using var scope = TenantScope.Begin(ada);

        var made = await generator.GenerateAsync([TenTokens, TenTokens]);

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal((2, 1), (made.Count, reserved));
        Assert.Equal(("settled", told ?? 20L, 0L, estimated, 20L, "vectors-1"), (call.State, call.Prompt, call.Completion, call.Estimated, call.Reserved, call.Model));
        Assert.Equal((call.Prompt, 0L), (made.Usage!.InputTokenCount, made.Usage.OutputTokenCount));
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task Embeddings_that_fail_count_as_read_and_leave_nothing_reserved()
    {
        await using var host = await MeteringHost.StartAsync();
        var ada = TestContexts.User();
        using var generator = Generator(host, new Planted(static () => throw new TimeoutException("It did not answer.")));
        using var scope = TenantScope.Begin(ada);

        await Assert.ThrowsAsync<TimeoutException>(() => generator.GenerateAsync([TenTokens]));

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("failed", 10L, 0L, true), (call.State, call.Prompt, call.Completion, call.Estimated));
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task Embeddings_draw_on_the_budgets_that_chats_do_and_are_refused_with_them()
    {
        await using var server = await new CountingProvider { Words = 10 }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tiers:professional:tokens_per_day", "30"), new("Limits:Tiers:professional:tokens_per_request", "25")]);
        var ada = TestContexts.User();
        var calls = 0;
        using var generator = Generator(host, new Planted(() => Task.FromResult<int?>(10 * ++calls)));
        await host.AskAsync(ada, TenTokens, 10);
        using var scope = TenantScope.Begin(ada);
        await generator.GenerateAsync([TenTokens]);

        var full = await Assert.ThrowsAsync<TokenBudgetException>(() => generator.GenerateAsync([TenTokens]));
        var large = await Assert.ThrowsAsync<TokenBudgetException>(() => generator.GenerateAsync([TenTokens, TenTokens, TenTokens]));

        Assert.Equal(("QUOTA_EXCEEDED", 30L, "TOKEN_LIMIT", 413), (full.Refusal.Code, full.Refusal.Members["used"], large.Refusal.Code, large.Refusal.Status));
        Assert.Equal((1, 30L), (calls, await host.SumAsync(ada.RequiredTenantId)));
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task Nobody_embeds_or_chats_with_a_model_that_is_not_permitted()
    {
        await using var host = await MeteringHost.StartAsync(configure: static services => services.AddSingleton<IModelPermit>(new Only("vectors-2")));
        var ada = TestContexts.User();
        var calls = 0;
        using var generator = Generator(host, new Planted(() => Task.FromResult<int?>(++calls)));

        var chat = await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada));
        using var scope = TenantScope.Begin(ada);
        var embedding = await Assert.ThrowsAsync<TokenBudgetException>(() => generator.GenerateAsync([TenTokens]));
        await generator.GenerateAsync([TenTokens], new EmbeddingGenerationOptions { ModelId = "vectors-2" });

        Assert.Equal(["POLICY_DENIED", "POLICY_DENIED"], [chat.Refusal.Code, embedding.Refusal.Code]);
        Assert.Equal("vectors-1", Assert.Single(await host.CallsAsync(ada.RequiredTenantId)).Model);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Without_a_tenant_nobody_embeds_and_what_stands_within_is_given_to_nobody()
    {
        await using var host = await MeteringHost.StartAsync();
        using var generator = Generator(host, new Planted(static () => Task.FromResult<int?>(1)));

        var refused = await Assert.ThrowsAsync<TokenBudgetException>(() => generator.GenerateAsync([TenTokens]));

        Assert.Equal("TENANT_REQUIRED", refused.Refusal.Code);
        Assert.Null(generator.GetService(typeof(Planted)));
        Assert.Same(generator, generator.GetService(typeof(IEmbeddingGenerator<string, Embedding<float>>)));
    }

    private static MeteredEmbeddingGenerator Generator(MeteringHost host, Planted within) => new(within, host.Services.GetRequiredService<CallMeter>());

    private sealed class Only(string permitted) : IModelPermit
    {
        public ValueTask<Refusal?> CheckAsync(TenantContext context, string model, CancellationToken cancellationToken) =>
            ValueTask.FromResult(model == permitted ? null : new Refusal(403, "POLICY_DENIED", $"{context.RequiredTenantId} may not use {model}."));
    }

    private sealed class Planted(Func<Task<int?>> count) : IEmbeddingGenerator<string, Embedding<float>>
    {
        private readonly EmbeddingGeneratorMetadata _metadata = new("planted", defaultModelId: "vectors-1");

        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            var read = await count();
            return new(values.Select(static _ => new Embedding<float>(new float[] { 1 }) { ModelId = "vectors-1" })) { Usage = read is null ? null : new UsageDetails { InputTokenCount = read } };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;

        public void Dispose()
        {
        }
    }
}
