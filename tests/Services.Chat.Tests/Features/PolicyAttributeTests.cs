using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What conditions on attributes see where a turn uses a tool or a model.</summary>
public sealed class PolicyAttributeTests
{
    [Theory]
    [InlineData("user.level", "3", true)]
    [InlineData("user.level", "4", false)]
    [InlineData("key.use", "\"ci\"", true)]
    [InlineData("tenant.tier", "\"professional\"", true)]
    [InlineData("tenant.region", "\"eu\"", true)]
    [InlineData("tool.name", "\"workspace_list\"", true)]
    [InlineData("work.origin", "\"request\"", true)]
    [InlineData("turn.labels", "\"user\"", true)]
    [InlineData("turn.labels", "\"web\"", false)]
    [InlineData("request.method", "\"POST\"", false)]
    [InlineData("operation", "\"chat.send\"", false)]
    public async Task A_condition_on_attributes_sees_what_is_known_of_whoever_has_a_tool_called(string key, string value, bool holds)
    {
        await using var model = await ScriptedModel.StartAsync(PolicyTests.ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        var tenant = TestContexts.NewTenantId();
        host.Peers.Rights.SetAttributes(tenant, "ada", null, """{"level":3}""");
        host.Peers.Rights.SetAttributes(tenant, null, "k1", """{"use":"ci"}""");
        host.Peers.Rights.SetAttributes(tenant, null, null, """{"region":"eu"}""");
        host.Peers.Rights.SetAttributes(TestContexts.NewTenantId(), "ada", null, """{"level":4}""");
        host.Peers.Rights.Set(tenant, RightsStandIn.Policy("no-files", "tool:workspace_list") with
        {
            Conditions = new PolicyConditions(Attributes: [new(key, "eq", JsonDocument.Parse(value).RootElement)]),
        });
        using var client = host.For(TenantContext.ForCredential(tenant, "ada", TenantRole.User, "professional", 1, "k1"));

        await client.SayAsync("my files");

        Assert.Equal(holds, PolicyTests.Results(model)[0].Contains("POLICY_DENIED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_attribute_that_is_put_in_the_middle_of_a_turn_decides_the_next_call()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("", ("c2", "workspace_list", "{}")), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("not-on-leave", "tool:workspace_list") with
        {
            Conditions = new PolicyConditions(Attributes: [new("user.on_leave", "eq", JsonDocument.Parse("true").RootElement)]),
        });
        var (answer, calls) = (model.Answer, 0);
        model.Answer = async (request, http) =>
        {
            if (++calls == 2)
            {
                host.Peers.Rights.SetAttributes(ada.TenantId!, ada.UserId, null, """{"on_leave":true}""");
                await Eventually.TrueAsync(() => Task.FromResult(host.Peers.Rights.IsSettled));
            }

            await answer(request, http);
        };
        using var client = host.For(ada);

        await client.SayAsync("my files");

        Assert.Equal([false, true], PolicyTests.Results(model).Select(static result => result.Contains("POLICY_DENIED", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("model.name", "scripted-1", true)]
    [InlineData("model.provider", "openai", true)]
    [InlineData("model.provider", "offline", false)]
    public async Task A_condition_on_a_model_sees_its_name_and_who_runs_it(string key, string value, bool holds)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("not-that", "model:*") with
        {
            Conditions = new PolicyConditions(Attributes: [new(key, "eq", JsonSerializer.SerializeToElement(value))]),
        });
        using var client = host.For(ada);

        using var response = await client.ChatAsync("hi");

        Assert.Equal(holds ? HttpStatusCode.Forbidden : HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Beside_a_previous_version_that_knows_no_attributes_a_user_has_none()
    {
        await using var model = await ScriptedModel.StartAsync(PolicyTests.ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        host.Peers.Rights.KnowsAttributes = false;
        var ada = TestContexts.User();
        host.Peers.Rights.SetAttributes(ada.TenantId!, ada.UserId, null, """{"level":3}""");
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-files", "tool:workspace_list") with
        {
            Conditions = new PolicyConditions(Attributes: [new("user.level", "exists")]),
        });
        using var client = host.For(ada);

        await client.SayAsync("my files");

        Assert.DoesNotContain("POLICY_DENIED", PolicyTests.Results(model)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_condition_on_attributes_nobody_is_asked_for_any()
    {
        await using var model = await ScriptedModel.StartAsync(PolicyTests.ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await client.SayAsync("my files");

        Assert.Empty(host.Peers.Rights.AttributeLookups);
    }
}
