global using Aspire.Hosting.ApplicationModel;
global using Aspire.Hosting.Dashboard;
global using Aspire.Hosting.Engine.Dcp;
global using Aspire.Hosting.Engine.Launching;
global using Aspire.Hosting.Engine.State;
