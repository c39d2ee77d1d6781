using Microsoft.Extensions.Configuration;
using Nanobot.AppHost;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DashboardApplicationName = "Nanobot" });
var suite = new Suite(builder);

var feeds = builder.AddFeeds();
var tenants = suite.AddService<Projects.Services_Tenants>("tenants");
var chat = suite.AddService<Projects.Services_Chat>("chat");
var reports = suite.AddService<Projects.Services_Reports>("reports");
var scheduler = suite.AddService<Projects.Services_Scheduler>("scheduler");
var gateway = suite.AddModule<Projects.Services_Gateway>("gateway", builder.Configuration.GetValue("port", 8080));

tenants.WithEnvironment("Bootstrap__OperatorKey", suite.Secret("operator-key"));
chat.WithReference(tenants).WithReference(reports).WaitFor(tenants);
reports.WithReference(tenants).WithReference(chat).WaitFor(tenants).WithEvidence(feeds);
scheduler.WithReference(tenants).WaitFor(tenants);
gateway.WithExternalHttpEndpoints().WithEnvironment("Tokens__SigningKey", suite.Secret("token-key"));
foreach (var service in new[] { tenants, chat, reports, scheduler })
    gateway.WithReference(service).WaitFor(service);

builder.UseModel(chat, reports);
builder.Build().Run();
