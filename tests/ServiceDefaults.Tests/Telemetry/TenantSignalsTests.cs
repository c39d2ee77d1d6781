using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Telemetry;
using Nanobot.Testing;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Tests.Telemetry;

public sealed class TenantSignalsTests
{
    private static readonly Module Chat = new("chat", "1");
    private static readonly TenantContext Ada = TestContexts.User("ada", "acme");

    [Fact]
    public void Every_span_carries_the_module_and_the_tenant_in_scope()
    {
        var span = Record(source =>
        {
            using var scope = TenantScope.Begin(Ada);
            source.StartActivity("work")?.Dispose();
        });

        Assert.Equal(("chat", "acme", "ada"), (span.GetTagItem(TenantTags.Module), span.GetTagItem(TenantTags.TenantId), span.GetTagItem(TenantTags.UserId)));
    }

    [Fact]
    public void A_span_outside_any_scope_names_no_tenant()
    {
        var span = Record(source => source.StartActivity("work")?.Dispose());

        Assert.Equal("chat", span.GetTagItem(TenantTags.Module));
        Assert.Null(span.GetTagItem(TenantTags.TenantId));
    }

    [Fact]
    public void A_call_is_traced_as_part_of_some_work_and_left_out_as_a_poll()
    {
        var polls = RecordAll(source => source.StartActivity("postgresql", ActivityKind.Client)!.Dispose());
        var spans = RecordAll(source =>
        {
            using var work = source.StartActivity("consume", ActivityKind.Consumer);
            source.StartActivity("postgresql", ActivityKind.Client)?.Dispose();
        });

        Assert.Empty(polls);
        Assert.Equal(["postgresql", "consume"], spans.Select(span => span.OperationName));
    }

    [Fact]
    public void Every_log_record_carries_the_module_and_the_tenant_in_scope()
    {
        var records = new List<LogRecord>();
        using (var sdk = OpenTelemetrySdk.Create(otel => otel.WithLogging(logging => logging.AddProcessor(new TenantLogProcessor(Chat)).AddInMemoryExporter(records))))
        {
            using var scope = TenantScope.Begin(Ada);
            sdk.GetLoggerFactory().CreateLogger("test").LogInformation("done {What}", "it");
        }

        var attributes = Assert.Single(records).Attributes!.ToDictionary();
        Assert.Equal(("it", "chat", "acme", "ada"), (attributes["What"], attributes["module"], attributes["tenant.id"], attributes["user.id"]));
    }

    [Fact]
    public void Scopes_nest_and_return_to_the_one_before()
    {
        using (TenantScope.Begin(Ada))
        {
            using (TenantScope.Begin(Ada.AsUser("bob")))
            {
                Assert.Equal("bob", TenantScope.Current?.UserId);
            }

            Assert.Equal("ada", TenantScope.Current?.UserId);
        }

        Assert.Null(TenantScope.Current);
    }

    [Fact]
    public void Metrics_label_a_bounded_number_of_tenants_and_call_the_rest_other()
    {
        var labels = new TenantLabels();

        var given = Enumerable.Range(0, TenantLabels.MaximumTenants + 50).Select(i => labels.For($"t{i}")).ToList();

        Assert.Equal(50, given.Count(label => label == TenantLabels.Other));
        Assert.Equal("t0", labels.For("t0"));
    }

    private static Activity Record(Action<ActivitySource> work) => Assert.Single(RecordAll(work));

    private static List<Activity> RecordAll(Action<ActivitySource> work)
    {
        using var source = new ActivitySource($"Nanobot.Tests.{Guid.NewGuid():N}");
        var spans = new List<Activity>();
        using (Sdk.CreateTracerProviderBuilder().AddSource(source.Name)
            .AddProcessor(new TenantActivityProcessor(Chat)).AddProcessor(new NoiseProcessor()).AddInMemoryExporter(spans).Build())
        {
            work(source);
        }

        return spans;
    }
}
