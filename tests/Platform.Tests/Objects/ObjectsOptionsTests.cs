using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Objects.Hosting;

namespace Nanobot.Platform.Tests.Objects;

public sealed class ObjectsOptionsTests
{
    [Fact]
    public void What_stands_there_by_default_is_possible() => Assert.True(new ObjectsOptionsValidator().Validate(null, new ObjectsOptions()).Succeeded);

    [Theory]
    [InlineData("Objects:Kind", "ftp")]
    [InlineData("Objects:Timeout", "local", "Timeout=00:10:00")]
    [InlineData("Objects:Local:Directory", "local", "Local:Directory=objects")]
    [InlineData("Objects:Local:ColdDirectory", "local", "Local:ColdDirectory=../cold")]
    [InlineData("Objects:S3:Bucket", "s3")]
    [InlineData("Objects:S3:Bucket", "s3", "S3:Bucket=Upper_Case")]
    [InlineData("Objects:S3:ServiceUrl", "s3", "S3:Bucket=nanobot", "S3:ServiceUrl=minio:9000")]
    [InlineData("Objects:S3:AccessKey", "s3", "S3:Bucket=nanobot", "S3:AccessKey=a")]
    [InlineData("Objects:S3:ColdStorageClass", "s3", "S3:Bucket=nanobot", "S3:ColdStorageClass=FREEZER")]
    [InlineData("Objects:S3:RestoreDays", "s3", "S3:Bucket=nanobot", "S3:RestoreDays=0")]
    [InlineData("Objects:Azure:ConnectionString", "azure", "Azure:Container=nanobot")]
    [InlineData("Objects:Azure:ConnectionString", "azure", "Azure:Container=nanobot", "Azure:ConnectionString=AccountKey=tops3cret")]
    [InlineData("Objects:Azure:ServiceUrl", "azure", "Azure:Container=nanobot", "Azure:ServiceUrl=http://account.example")]
    [InlineData("Objects:Azure:Container", "azure", "Azure:Container=a--b", "Azure:ServiceUrl=https://account.example")]
    [InlineData("Objects:Azure:ColdTier", "azure", "Azure:Container=nanobot", "Azure:ServiceUrl=https://account.example", "Azure:ColdTier=Ice")]
    public void An_impossible_value_ends_the_start_with_its_key(string key, string kind, params string[] settings)
    {
        var failure = Assert.ThrowsAny<Exception>(() => new ObjectsHost([("Kind", kind), .. settings.Select(static one => (one.Split('=', 2)[0], (string?)one.Split('=', 2)[1]))]).Dispose());

        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tops3cret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_says_where_objects_are_and_warns_where_they_go_with_the_container()
    {
        using var usual = new ObjectsHost();
        using var told = new ObjectsHost(("Local:Directory", Path.GetTempPath()));
        foreach (var host in new[] { usual, told })
        {
            foreach (var service in host.Services.GetServices<IHostedService>())
            {
                await service.StartAsync(CancellationToken.None);
            }
        }

        Assert.Contains(usual.Log, static line => line.Contains("Set Objects:Kind to s3 or azure, or Objects:Local:Directory to a volume", StringComparison.Ordinal));
        Assert.DoesNotContain(told.Log, static line => line.Contains("Set Objects:Kind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spans_and_metrics_say_operation_kind_and_outcome_and_no_key()
    {
        var directory = Directory.CreateTempSubdirectory("nanobot-objects-").FullName;
        var (spans, values) = (new List<Activity>(), new List<string>());
        using var host = new ObjectsHost(("Local:Directory", directory));
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        using var metrics = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Scope == meters) { listener.EnableMeasurementEvents(instrument); } } };
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => values.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))}"));
        metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => values.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))}"));
        metrics.Start();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Nanobot.Objects",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => { if (activity.TraceId == root.TraceId) { spans.Add(activity); } },
        };
        ActivitySource.AddActivityListener(listener);

        await host.Store.PutAsync(ObjectKey.Of("tenant-a", "secret-name"), new byte[10], "text/plain");
        await host.Store.GetAsync(ObjectKey.Of("tenant-a", "other"));

        Assert.Equal(["nanobot.objects.duration operation=put outcome=ok kind=local", "nanobot.objects.bytes 10 direction=in kind=local",
            "nanobot.objects.duration operation=get outcome=missing kind=local", "nanobot.objects.bytes 0 direction=out kind=local"], values);
        Assert.Equal(["objects put", "objects get"], spans.Select(static span => span.DisplayName));
        Assert.DoesNotContain(spans.SelectMany(static span => span.TagObjects), static tag => $"{tag.Value}".Contains("secret", StringComparison.Ordinal));
        Directory.Delete(directory, recursive: true);
    }
}
