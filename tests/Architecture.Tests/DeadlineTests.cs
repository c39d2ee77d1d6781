using System.Reflection;
using Nanobot.Clients.Http;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Objects.Hosting;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Platform.Web.Reading;
using Nanobot.Platform.Webhooks;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Streaming;
using Nanobot.Services.Chat.Tools.WebSearch;
using Nanobot.Services.Gateway.Features.GetApiDocument;
using Nanobot.Services.Gateway.Features.GetHealth;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Delivery;
using Nanobot.Services.Reports.Delivery.Mail;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Words;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Architecture.Tests;

/// <summary>
/// The table of deadlines: whoever waits for a work waits longer than the work may take, so that it ends by its own limit, with
/// its own reason, and is not cut off from outside and lost.
/// </summary>
public sealed class DeadlineTests
{
    private static readonly Deadline[] Table =
    [
        new("the gateway's wait for a turn", new ProxyOptions().TurnTimeout, "a turn", new AgentOptions().TurnTimeout),
        new("a turn", new AgentOptions().TurnTimeout, "a call of the model", new ModelOptions().Timeout),
        new("a turn", new AgentOptions().TurnTimeout, "a tool", new AgentOptions().ToolTimeout),
        new("a tool", new AgentOptions().ToolTimeout, "a call of another module", Of("TotalTimeout", typeof(ModuleClientExtensions))),
        new("a tool", new AgentOptions().ToolTimeout, "a page of the web", new WebReadingOptions().Timeout),
        new("a tool", new AgentOptions().ToolTimeout, "a search of the web", new WebSearchOptions().Timeout),
        new("a page of the web", new WebReadingOptions().Timeout, "a connection to its server", Of("ConnectTimeout", typeof(GuardedHandlers))),
        new("a page of the web", new WebReadingOptions().Timeout, "the silence of its server", new WebReadingOptions().Silence),
        new("a call of another module", Of("TotalTimeout", typeof(ModuleClientExtensions)), "one attempt of it", Of("AttemptTimeout", typeof(ModuleClientExtensions))),
        new("the gateway's wait for an answer", new ProxyOptions().ActivityTimeout, "a call of another module", Of("TotalTimeout", typeof(ModuleClientExtensions))),
        new("the gateway's wait in a stream", new ProxyOptions().ActivityTimeout, "a stream's silence", Of("LongestSilence", typeof(EventWriter))),
        new("a report's words", Of("Deadline", typeof(ReportModel)), "a call of the model", new ModelOptions().Timeout),
        new("a call of the model", new ModelOptions().Timeout, "the wait for each store ahead of it", new TokenBudgetOptions().StoreTimeout),
        new("the health of the suite", Of("Deadline", typeof(SuiteHealth)), "the probe of a module", Of("Deadline", typeof(ModuleProbe))),
        new("the probe of a module", Of("Deadline", typeof(ModuleProbe)), "a module's health", Of("CheckTimeout", typeof(ModuleHealthExtensions))),
        new("the suite's API document", Of("Deadline", typeof(SuiteDocument)), "a module's document", Of("Deadline", typeof(ModuleDocuments))),
        new("a module's health", Of("CheckTimeout", typeof(ModuleHealthExtensions)), "the check of its database", Of("HealthDeadline", typeof(Platform.Data.Hosting.DatabaseExtensions))),
        new("a module's health", Of("CheckTimeout", typeof(ModuleHealthExtensions)), "the check of Redis", Of("HealthDeadline", typeof(Platform.Bus.Redis.RedisExtensions))),
        new("a module's health", Of("CheckTimeout", typeof(ModuleHealthExtensions)), "the check of its store of objects", Of("HealthDeadline", typeof(ObjectsExtensions))),
        new("a look of the archive's", Of("Lease", typeof(ArchiveService)), "a call of the store of objects", new ObjectsOptions().Timeout),
        new("the gateway's wait for an answer", new ProxyOptions().ActivityTimeout, "a call of the store of objects", new ObjectsOptions().Timeout),
        new("a module's health", Of("CheckTimeout", typeof(ModuleHealthExtensions)), "the check of its sidecar", Of("Deadline", typeof(Platform.Bus.Dapr.DaprHealthCheck))),
        new("Kubernetes' wait for a stop", TimeSpan.FromSeconds(30), "a module's stop", new HostingOptions().ShutdownTimeout),
        new("what runs of a tenant that was suspended", TimeSpan.FromSeconds(2), "the question how it stands", Of("Every", typeof(RunningWorkWatch)) + Of("Deadline", typeof(TenantStandingsClient))),
        new("the lease of a job", new SchedulerOptions().Lease, "the question how tenants stand", Of("Deadline", typeof(TenantStandingsClient))),
        new("the lease of a delivery", new WebhookOptions().Lease, "a try at it", new WebhookOptions().Timeout + Of("TotalTimeout", typeof(ModuleClientExtensions))),
        new("the lease of a delivery by mail", new DeliveryOptions().Lease, "a mail, its PDF and the question for its user's zone",
            new SmtpOptions().Timeout + Of("Longest", typeof(MailPrinter)) + Of("TotalTimeout", typeof(ModuleClientExtensions))),
        new("a try at a delivery", new WebhookOptions().Timeout, "a connection to its receiver", Of("ConnectTimeout", typeof(GuardedHandlers))),
        new("a source of evidence", new EvidenceOptions().Timeout + new SourceHostOptions().LongestWait, "a connection to its server", Of("ConnectTimeout", typeof(GuardedHandlers))),
        new("the lease of a report", new WorkerOptions().Lease, "a call of another module", Of("TotalTimeout", typeof(ModuleClientExtensions))),
    ];

    [Fact]
    public void Whoever_waits_waits_longer_than_what_it_waits_for_may_take()
    {
        Assert.NotEmpty(Table);
        Assert.Equal([], Table.Where(static one => !one.Holds).Select(static one => one.ToString()));
    }

    [Fact]
    public void A_wait_that_is_no_longer_than_its_work_is_found() => Assert.False(new Deadline("a", TimeSpan.FromSeconds(100), "b", TimeSpan.FromMinutes(10)).Holds);

    private static TimeSpan Of(string name, Type type) =>
        (TimeSpan)(type.GetField(name, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(null)
            ?? throw new InvalidOperationException($"{type.Name} has no {name}."));

    private sealed record Deadline(string Outer, TimeSpan Waits, string Inner, TimeSpan Takes)
    {
        public bool Holds => Waits > Takes;

        public override string ToString() => $"{Outer} waits {Waits}, {Inner} may take {Takes}";
    }
}
